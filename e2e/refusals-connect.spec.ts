import { AttachRolePolicyCommand, CreatePolicyCommand, DetachRolePolicyCommand } from "@aws-sdk/client-iam";

import { expectAccessible } from "./axe.ts";
import { expectDown, openPanel, tryUntilLive } from "./connection-panel.ts";
import { expectTrouble } from "./hands.ts";
import { signIn } from "./people.ts";
import { createLimited, expectTold, type Limited } from "./rights.ts";
import type { World } from "./open-world.ts";
import { expect, test } from "./world.ts";

test.beforeEach(({ world }) => world.configure((config) => ({ ...config, attach: { route: "none" } })));

const refusalOf = ({ identityId }: Limited) => `AWS IoT does not let ${identityId} connect.`;
const connectOf = ({ identityId }: Limited) => `client/${identityId} to client ${identityId}`;

test("the IoT policy does not allow to connect", async ({ page, world }) => {
  const person = await createLimited(world, { iot: ["ConnectAsOneself"] });
  await signIn(page, person);
  await expectDown(page, { state: "Not connected", why: refusalOf(person) });
  const panel = await openPanel(page);
  await expectTrouble(
    panel,
    refusalOf(person),
    "Both your role and an AWS IoT policy attached to this identity have to allow iot:Connect",
  );
  await expectAccessible(page);
  await expectTold(world, "denied iot:Connect", connectOf(person), `no statement of IoT policy ${person.policyName}`);
  await person.mend();
  await tryUntilLive(page);
});

test("the role does not allow to connect", async ({ page, world }) => {
  const person = await createLimited(world, { role: ["ConnectAsOneself"] });
  await signIn(page, person);
  await expectDown(page, { state: "Not connected", why: refusalOf(person) });
  const panel = await openPanel(page);
  await expectTrouble(
    panel,
    refusalOf(person),
    "Both your role and an AWS IoT policy attached to this identity have to allow iot:Connect",
  );
  await expectTold(world, "denied iot:Connect", connectOf(person), `no statement of inline policy ${person.roleName}`);
  await person.mend();
  await tryUntilLive(page);
});

test("a statement forbids to connect, and the terminal names it", async ({ page, world }) => {
  const person = await createLimited(world, {});
  const { PolicyArn, RoleName } = await forbidConnecting(world, person);
  await signIn(page, person);
  await expectDown(page, { state: "Not connected", why: refusalOf(person) });
  await expectTold(world, "denied iot:Connect", connectOf(person), "denied by statement 1 (NotToday) of");
  await world.admin.iam.send(new DetachRolePolicyCommand({ PolicyArn, RoleName }));
  await tryUntilLive(page);
});

async function forbidConnecting({ admin: { iam } }: World, { roleName: RoleName }: Limited) {
  const Statement = [{ Sid: "NotToday", Effect: "Deny", Action: "iot:Connect", Resource: "*" }];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: `not-today-${RoleName}`, PolicyDocument }));
  const PolicyArn = Policy?.Arn ?? "";
  expect(PolicyArn).not.toBe("");
  await iam.send(new AttachRolePolicyCommand({ PolicyArn, RoleName }));
  return { PolicyArn, RoleName };
}
