import { expect, test } from "vitest";

import { attachPolicy } from "./attach-policy.ts";

const credentials = {
  identityId: "eu-west-1:me",
  accessKeyId: "AKIA",
  secretAccessKey: "secret",
  sessionToken: "token",
  expiresAt: 0,
};

test.each([
  ["NotAnOperator", "not-an-operator"],
  ["UserDisabled", "user-disabled"],
  ["UserDeleted", "session-ended"],
  ["SomethingElse", "attach-refused"],
])("what the back end calls %s is %s", async (code, trouble) => {
  const attaching = attachPolicy(
    {
      config: { region: "eu-west-1", attach: { route: "backend", url: "https://api.example/operator-policy" } },
      ask: async () => ({ status: 403, body: { code, message: "why" }, headers: new Headers() }),
      serverClock: { now: () => 0 },
      attachByIot: async () => {},
    },
    credentials,
  );

  await expect(attaching).rejects.toMatchObject({ code: trouble });
});
