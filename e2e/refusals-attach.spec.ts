import { AdminAddUserToGroupCommand } from "@aws-sdk/client-cognito-identity-provider";
import { AttachPolicyCommand } from "@aws-sdk/client-iot";

import { expectAccessible } from "./axe.ts";
import { expectDown, expectLive, openPanel, tryUntilLive, waitShortly } from "./connection-panel.ts";
import { expectTrouble } from "./hands.ts";
import { hanako, signIn } from "./people.ts";
import { createLimited, expectTold } from "./rights.ts";
import { expect, test } from "./world.ts";

// The browser reports each refusal.
test.beforeEach(({ watch }) => watch.allow(/status of 403/));

test("nobody attached a policy: the console has the command for it, and connects once it was run", async ({
  page,
  world,
}) => {
  world.configure((config) => ({ ...config, attach: { route: "none" } }));
  const person = await createLimited(world, { unattached: true });
  const why = `AWS IoT does not let ${person.identityId} connect.`;
  await signIn(page, person);
  await expectDown(page, { state: "Not connected", why });
  const panel = await openPanel(page);
  await expectTrouble(panel, why, "Most likely none is attached; an administrator attaches one with:");
  await expect(panel.getByText("aws iot attach-policy")).toContainText(`--target ${person.identityId}`);
  await expectAccessible(page);
  await expectTold(
    world,
    "denied iot:Connect",
    `client/${person.identityId}`,
    `no IoT policy is attached to identity ${person.identityId}`,
  );

  const { policyName, identityId: target } = person;
  await world.admin.iot.send(new AttachPolicyCommand({ policyName, target }));
  await tryUntilLive(page);
});

test("the role may not ask the back end for the policy", async ({ page, world }) => {
  const person = await createLimited(world, { role: ["AskForTheOperatorPolicy"], unattached: true });
  const why = "Your AWS IoT policy could not be attached to your identity.";
  await signIn(page, person);
  await expectDown(page, { state: "Not connected", why });
  const panel = await openPanel(page);
  await expectTrouble(panel, why, "An administrator can attach it by hand:");
  await expect(panel.getByText("aws iot attach-policy")).toContainText(`--target ${person.identityId}`);
  await expectAccessible(page);
  await expectTold(
    world,
    "denied execute-api:Invoke",
    `no statement of inline policy ${person.roleName} of role ${person.roleName} allows it`,
  );

  await person.mend();
  await tryUntilLive(page);
});

test("the back end knows no policy for my group; put into a group of operators, I need not sign in again", async ({
  page,
  world,
}) => {
  const { admin } = world;
  const { group } = await admin.createGroup({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
  const person = await admin.createPerson([group]);
  const why = "You are in no group of operators.";
  await signIn(page, person);
  await expectDown(page, { state: "Stopped", why });
  const panel = await openPanel(page);
  await expectTrouble(panel, why, "put you into viewer, operator or engineer");
  await expect(panel).toContainText("The user is in none of the groups engineer, operator, viewer.");
  await expectAccessible(page);

  const { username: Username } = person;
  await admin.userPools.send(
    new AdminAddUserToGroupCommand({ UserPoolId: admin.userPoolId, Username, GroupName: "viewer" }),
  );
  await tryUntilLive(page);
});

test("the back end does not answer: it is asked again by itself until it does", async ({ page, world, watch }) => {
  watch.allow(/net::ERR_FAILED/);
  const { host } = new URL(world.aws.outputs.endpoints.aws);
  await waitShortly(page);
  await page.route("**/operator-policy", (route) => route.abort());
  await signIn(page, hanako);
  await expectDown(page, { state: "Not connected", why: `${host} does not answer.` });
  const panel = await openPanel(page);
  await expectTrouble(panel, `${host} does not answer.`, "see whether it still runs");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.unroute("**/operator-policy");
  await expectLive(page);
});

test("the back end has too much to do: it is asked again by itself until it has not", async ({ page, watch }) => {
  watch.allow(/status of 429/);
  await waitShortly(page);
  await page.route("**/operator-policy", (route) =>
    route.request().method() === "OPTIONS"
      ? route.continue()
      : route.fulfill({
          status: 429,
          headers: { "access-control-allow-origin": "*" },
          json: { message: "Too Many Requests" },
        }),
  );
  await signIn(page, hanako);
  await expectDown(page, { state: "Not connected", why: "AWS asks us to slow down." });
  const panel = await openPanel(page);
  await expectTrouble(panel, "AWS asks us to slow down.", "It is tried again in a moment.");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.unroute("**/operator-policy");
  await expectLive(page);
});

test("I attach the policy myself, where the role may; where it may not, I am told what it lacks", async ({
  page,
  world,
}) => {
  const person = await createLimited(world, { unattached: true });
  const { policyName, identityId, roleName } = person;
  world.configure((config) => ({ ...config, attach: { route: "iot", policyName } }));
  const why = "Your AWS IoT policy could not be attached to your identity.";
  await signIn(page, person);
  await expectDown(page, { state: "Not connected", why });
  const panel = await openPanel(page);
  await expectTrouble(panel, why, "An administrator can attach it by hand:");
  await expectTrouble(panel, why, "is not authorized to perform: iot:AttachPolicy");
  await expect(panel).toContainText(`aws iot attach-policy --policy-name ${policyName} --target ${identityId}`);
  await expectAccessible(page);
  await expectTold(
    world,
    "denied iot:AttachPolicy",
    `no statement of inline policy ${roleName} of role ${roleName} allows it`,
  );

  await person.mend([{ Effect: "Allow", Action: "iot:AttachPolicy", Resource: "*" }]);
  await tryUntilLive(page);
});
