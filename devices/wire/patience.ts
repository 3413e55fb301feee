/** How long an AWS API may take; without it a network that swallows everything would be waited for without end. */
export const patience = { connectionTimeout: 5_000, requestTimeout: 10_000 } as const;
