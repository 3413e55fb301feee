import { type HttpRequest, readPairs } from "./http.ts";
import type { Protocol, Raw } from "./operation.ts";
import { isRecord } from "./record.ts";
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

/** The form's fields. A list, `Tags.member.1.Key` and so on, becomes one; other dotted names stay as they are. */
export function readForm(request: HttpRequest): Raw {
  const fields = new Map<string, unknown>();
  const lists = new Map<string, Map<number, unknown>>();
  for (const [name, value] of readPairs(new TextDecoder().decode(request.body), "space")) {
    const [, list, position, member] = /^(\w+)\.member\.(\d{1,4})(?:\.(\w+))?$/.exec(name) ?? [];
    if (list === undefined) {
      fields.set(name, value);
      continue;
    }
    const items = lists.get(list) ?? new Map<number, unknown>();
    lists.set(list, items);
    const before = items.get(Number(position));
    items.set(Number(position), member === undefined ? value : { ...(isRecord(before) && before), [member]: value });
  }
  for (const [name, items] of lists) {
    fields.set(
      name,
      [...items].toSorted(([a], [b]) => a - b).map(([, item]) => item),
    );
  }
  return Object.fromEntries(fields);
}
