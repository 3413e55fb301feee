import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { chromium } from "@playwright/test";

import { findChromium } from "./tools.ts";

/** Draws the icons of the installed console from the one drawing in public/icons/yagura.svg. Run by hand when the drawing changes. */

const folder = fileURLToPath(new URL("../public/icons/", import.meta.url));
const drawing = readFileSync(`${folder}yagura.svg`, "utf8");
// A maskable icon is cut to any form: it fills its square, and what matters stays within the inner four fifths.
const maskable = drawing
  .replace(' rx="116"', "")
  .replace("<g ", '<g transform="translate(256 262) scale(.78) translate(-256 -262)" ');
const lamps = 'd="M186 272h60v40h-60zM266 272h60v40h-60z"';
const maskableLamps = maskable.replace(
  lamps,
  `${lamps} transform="translate(256 262) scale(.78) translate(-256 -262)"`,
);

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();

async function draw(svg: string, size: number, name: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  writeFileSync(`${folder}${name}.png`, await page.screenshot({ omitBackground: true }));
}

await draw(drawing, 192, "yagura-192");
await draw(drawing, 512, "yagura-512");
await draw(maskableLamps, 180, "yagura-180");
await draw(maskableLamps, 192, "yagura-maskable-192");
await draw(maskableLamps, 512, "yagura-maskable-512");
await browser.close();
