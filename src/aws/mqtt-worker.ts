import "./worker-globals.ts";
import "aws-crt/dist.browser/browser/polyfills";

import { serveMqtt } from "./serve-mqtt.ts";

// The page's own thread draws sixty pictures a second beside a flood that the client alone would fill it with (docs/adr/0005).
serveMqtt(globalThis);
