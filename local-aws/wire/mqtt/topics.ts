const longestBytes = 256;
const mostSlashes = 7;

/**
 * What is wrong with a topic name, as a sentence; undefined when a message may be published to it.
 * @see MQTT 5.0 §4.7, and "Topic" among the quotas of https://docs.aws.amazon.com/general/latest/gr/iot-core.html
 */
export function problemWithTopicName(topic: string): string | undefined {
  if (/[+#]/.test(topic)) return "A topic name must not contain wildcards.";
  return problemWithText(topic, "topic name");
}

/** What is wrong with a topic filter; undefined when it may be subscribed to. */
export function problemWithTopicFilter(filter: string): string | undefined {
  const levels = filter.split("/");
  for (const [index, level] of levels.entries()) {
    if (level.includes("#") && (level !== "#" || index !== levels.length - 1))
      return "'#' must stand alone, at the end of a topic filter.";
    if (level.includes("+") && level !== "+") return "'+' must fill a whole level of a topic filter.";
  }
  return problemWithText(filter, "topic filter");
}

function problemWithText(text: string, what: string): string | undefined {
  if (text === "" || text.includes("\0")) return `A ${what} must have at least one character, and none may be U+0000.`;
  if (text.length > longestBytes || Buffer.byteLength(text) > longestBytes)
    return `A ${what} must not be longer than ${longestBytes} bytes.`;
  let slashes = 0;
  for (let at = text.indexOf("/"); at >= 0; at = text.indexOf("/", at + 1)) slashes += 1;
  return slashes > mostSlashes ? `A ${what} must not have more than ${mostSlashes} slashes.` : undefined;
}

/** Topics that begin with a dollar sign are AWS's own. */
export const isReserved = (topic: string) => topic.startsWith("$");

export const hasWildcard = (filter: string) => /[+#]/.test(filter);
