import "#ui/base.css";

import { createRoot } from "react-dom/client";

import { App } from "#app/App.tsx";

import { fakeWorld } from "./fake-world.ts";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App world={fakeWorld(new URLSearchParams(location.hash.slice(1)))} />);
