import type { MessageProperties } from "./message.ts";

const longestContentType = 256;
const largestCorrelationData = 8 * 1024;
const largestUserProperties = 8 * 1024;

/**
 * Which quota the properties of a message exceed, as a sentence; undefined when none.
 * @see "Maximum MQTT5 Content Type size", "Maximum MQTT5 Correlation Data size" and "Maximum User Properties total size" among the quotas of
 * https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits
 */
export function problemWithProperties(properties: MessageProperties): string | undefined {
  const { contentType = "", correlationData, userProperties = {} } = properties;
  if (Buffer.byteLength(contentType) > longestContentType)
    return `A content type must not be longer than ${longestContentType} bytes.`;
  if (correlationData && correlationData.length > largestCorrelationData)
    return `Correlation data must not be larger than ${largestCorrelationData} bytes.`;
  let size = 0;
  for (const [name, values] of Object.entries(userProperties))
    for (const value of [values].flat()) size += Buffer.byteLength(name) + Buffer.byteLength(value);
  if (size <= largestUserProperties) return undefined;
  return `The names and values of user properties must not be larger than ${largestUserProperties} bytes in all.`;
}
