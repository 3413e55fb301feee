import { type HttpRequest, readPairs } from "./http.ts";
import type { Protocol, Raw } from "./operation.ts";
import { xml } from "./xml.ts";

/** AWS's query protocol: a form in, XML out. STS and IAM speak it. */
export function query(namespace: string): Protocol {
  return {
    answer: (name, output, requestId) => ({
      status: 200,
      headers: { "content-type": "text/xml", "x-amzn-RequestId": requestId },
      body:
        `<${name}Response xmlns="${namespace}">` +
        (output === undefined ? "" : `<${name}Result>${xml(output)}</${name}Result>`) +
        `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`,
    }),
    refuse: (error, requestId) => ({
      status: error.status,
      headers: { "content-type": "text/xml", "x-amzn-RequestId": requestId },
      body:
        `<ErrorResponse xmlns="${namespace}"><Error>` +
        xml({ Type: error.status < 500 ? "Sender" : "Receiver", Code: error.code, Message: error.message }) +
        `</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    }),
  };
}

export function isForm(request: HttpRequest): boolean {
  return (request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
}

/** The form's fields: flat, with lists and maps still under their dotted names. */
export function readForm(request: HttpRequest): Raw {
  return Object.fromEntries(readPairs(new TextDecoder().decode(request.body), "space"));
}
