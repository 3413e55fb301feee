// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { assert, integer, property } from "fast-check";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { Announcer, useAnnounce } from "./Announcer.tsx";
import { Button } from "./Button.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { NumberField, stepped } from "./NumberField.tsx";
import { SafeText } from "./SafeText.tsx";
import { Segmented } from "./Segmented.tsx";
import { TextField } from "./TextField.tsx";
import { Time, TimeWordsContext } from "./Time.tsx";

afterEach(cleanup);

test("a field, its hint and its error are one thing to a screen reader", () => {
  render(<TextField label="Name" hint="As on the badge" error="Too long" value="" onChange={() => {}} />);
  const input = screen.getByLabelText("Name");
  const described = input.getAttribute("aria-describedby")?.split(" ") ?? [];
  expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual(["As on the badge", "Too long"]);
  expect(input.getAttribute("aria-invalid")).toBe("true");
});

test("a busy button keeps its place and does not press twice", () => {
  const onPress = vi.fn<() => void>();
  render(<Button label="Send" busy onPress={onPress} />);
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(onPress).not.toHaveBeenCalled();
});

function Chooser() {
  const [value, setValue] = useState<"on" | "off">("on");
  const options = [
    { value: "on", label: "On" },
    { value: "off", label: "Off" },
  ] as const;
  return <Segmented label="Power" takesFocus options={options} value={value} onChange={setValue} />;
}

test("a strip is a group of radio buttons, and the chosen one takes the focus", () => {
  render(<Chooser />);
  expect(document.activeElement).toBe(screen.getByRole("radio", { name: "On" }));
  fireEvent.click(screen.getByRole("radio", { name: "Off" }));
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Off" }).checked).toBe(true);
});

test("steps leave no dust of binary fractions, and undo each other", () => {
  expect(stepped("0.1", 0.2)).toBe("0.3");
  expect(stepped("21.5", -0.5)).toBe("21.0");
  expect(stepped("abc", 1)).toBe("abc");
  assert(
    property(integer({ min: -1e6, max: 1e6 }), integer({ min: -1000, max: 1000 }), (hundredths, steps) => {
      const start = (hundredths / 100).toFixed(2);
      expect(stepped(stepped(start, steps / 100), -steps / 100)).toBe(start === "-0.00" ? "0.00" : start);
    }),
  );
});

test("a number is stepped by arrows, ten at once with Shift", () => {
  const onChange = vi.fn<(value: string) => void>();
  render(<NumberField label="Level" value="5" step={1} lessLabel="Less" moreLabel="More" onChange={onChange} />);
  const input = screen.getByRole("textbox", { name: "Level" });
  fireEvent.keyDown(input, { key: "ArrowUp" });
  fireEvent.keyDown(input, { key: "ArrowDown", shiftKey: true });
  fireEvent.click(screen.getByRole("button", { name: "More" }));
  expect(onChange.mock.calls).toEqual([["6"], ["-5"], ["6"]]);
});

test("a time is relative, and exact when it is pressed", () => {
  const words = { relative: () => "3 minutes ago", exact: () => "12:00:05 UTC" };
  render(
    <TimeWordsContext value={words}>
      <Time at={0} press />
    </TimeWordsContext>,
  );
  fireEvent.click(screen.getByRole("button", { name: "3 minutes ago" }));
  expect(screen.getByRole("button", { name: "12:00:05 UTC" })).toBeTruthy();
});

test.each([Number.NaN, Infinity, 9e15])("a moment that cannot be (%d) is not drawn", (at) => {
  const { container } = render(<Time at={at} />);
  expect(container.textContent).toBe("");
});

test("a long text from outside is cut, and whole on demand", () => {
  render(<SafeText text={"<b>".repeat(100)} longest={10} more="Show all" />);
  expect(document.querySelector("b")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Show all" }));
  expect(document.body.textContent).toContain("<b>".repeat(100));
});

const spoken = () => screen.getAllByRole("status").map((region) => region.textContent);

function Speaker() {
  const announce = useAnnounce();
  return <Button label="Say" onPress={() => announce("Sorted")} />;
}

test("the same words are announced a second time", () => {
  render(
    <Announcer>
      <Speaker />
    </Announcer>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Say" }));
  const first = spoken();
  fireEvent.click(screen.getByRole("button", { name: "Say" }));
  expect(first.toSorted()).toEqual(["", "Sorted"]);
  expect(spoken()).toEqual(first.toReversed());
});

test("a copy is confirmed; a browser that refuses leaves the button as it was", async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>().mockRejectedValueOnce(new DOMException("no"));
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  render(<CopyButton text="abc" label="Copy" copiedLabel="Copied" />);
  await act(async () => fireEvent.click(screen.getByRole("button")));
  expect(screen.getByRole("button", { name: "Copy" })).toBeTruthy();
  writeText.mockResolvedValue();
  await act(async () => fireEvent.click(screen.getByRole("button")));
  expect(writeText).toHaveBeenLastCalledWith("abc");
  expect(screen.getByRole("button", { name: "Copied" })).toBeTruthy();
  vi.unstubAllGlobals();
});
