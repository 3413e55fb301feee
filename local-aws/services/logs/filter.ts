/** Whether a log event is one that the pattern looks for. */
export type Filter = (message: string) => boolean;

/** The same, of a log event's JSON. */
export type JsonFilter = (event: unknown) => boolean;
