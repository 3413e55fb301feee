import { AwsError } from "#local/wire/errors.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import { restJson } from "#local/wire/rest-json.ts";

/** What `/_local` can do: it is ours, not AWS's. */
export interface LocalControls {
  outputs(): Promise<unknown>;
  reset(): Promise<void>;
}

/** Answers `/_local/*`; undefined for every other path. */
export async function answerLocal(request: HttpRequest, controls: LocalControls): Promise<HttpResponse | undefined> {
  if (!request.path.startsWith("/_local/")) return undefined;
  const asked = `${request.method} ${request.path}`;
  const isPublic = asked === "GET /_local/health";
  if (!isProgram(request) || !(isPublic || isFromHere(request))) {
    return restJson.refuse(
      new AwsError(403, "Forbidden", "/_local answers programs on this machine, not web pages of other origins."),
      "-",
    );
  }
  switch (asked) {
    case "GET /_local/health":
      return json(200, { status: "ok" });
    case "GET /_local/outputs.json":
      return json(200, await controls.outputs());
    case "POST /_local/reset":
      await controls.reset();
      return json(200, { status: "reset" });
    default:
      return restJson.refuse(new AwsError(404, "NotFound", `There is no ${asked}.`), "-");
  }
}

/** A browser names the page that asks; and a name that is made to point here (DNS rebinding) shows in Host. */
function isProgram({ headers }: HttpRequest): boolean {
  const host = (headers["host"] ?? "").replace(/:\d+$/, "");
  const local = host === "localhost" || host === "[::1]" || /^\d+\.\d+\.\d+\.\d+$/.test(host);
  return local && headers["origin"] === undefined;
}

/** With `--host`, other machines come through the same door; the administrator's key and the reset are not for them. */
function isFromHere({ origin }: HttpRequest): boolean {
  return origin.ip === "::1" || origin.ip.startsWith("127.");
}

function json(status: number, value: unknown): HttpResponse {
  return { status, headers: { "content-type": "application/json" }, body: `${JSON.stringify(value, undefined, 2)}\n` };
}
