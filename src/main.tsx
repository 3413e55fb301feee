import "#ui/base.css";

import { createRoot } from "react-dom/client";

import { App } from "#app/App.tsx";
import { awsWorld } from "#app/aws-world.ts";
import { allowOwnScripts } from "#app/trusted-scripts.ts";

allowOwnScripts();
const root = document.getElementById("root");
if (root) createRoot(root).render(<App world={awsWorld} />);
