import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";

import { expectAccessible } from "./axe.ts";
import { expectDown, openPanel, tryUntilLive } from "./connection-panel.ts";
import { expectTrouble } from "./hands.ts";
import { hanako, signIn } from "./people.ts";
import { createLimited, expectTold } from "./rights.ts";
import { expect, test } from "./world.ts";

// The identity pool refuses with 400, which the browser reports.
test.beforeEach(({ watch }) => watch.allow(/status of 400/));

test("the role's trust policy does not let the identity pool assume it", async ({ page, world }) => {
  const { iam } = world.admin;
  const person = await createLimited(world, {});
  const { roleName: RoleName } = person;
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const trusting = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
  const { id = "" } = world.aws.outputs.identityPool ?? {};
  expect(trusting).toContain(id);
  const trustNobody = trusting.replace(id, "ap-northeast-1:00000000-0000-4000-8000-000000000000");
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trustNobody }));

  const why = `The identity pool ${id} gave no credentials.`;
  await signIn(page, person);
  await expectDown(page, { state: "Not connected", why });
  const panel = await openPanel(page);
  await expectTrouble(panel, why, "to have a role for your group whose trust policy lets the pool assume it");
  await expectAccessible(page);
  await expectTold(
    world,
    `refused credentials of arn:aws:iam::000000000000:role/${RoleName} to identity ${person.identityId}`,
    `no statement of trust policy of role ${RoleName} allows it`,
  );

  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trusting }));
  await tryUntilLive(page);
});

test("config.json names an identity pool that does not exist", async ({ page, world }) => {
  const identityPoolId = "ap-northeast-1:00000000-0000-4000-8000-000000000000";
  world.configure((config) => ({ ...config, identityPoolId }));
  const why = `The identity pool ${identityPoolId} gave no credentials.`;
  await signIn(page, hanako);
  await expectDown(page, { state: "Not connected", why });
  const panel = await openPanel(page);
  await expectTrouble(panel, why, "The pool has to know the console's app client");
  await expectTrouble(panel, why, `IdentityPool '${identityPoolId}' not found.`);
  await expectAccessible(page);

  world.configure((config) => config);
  await page.reload();
  await tryUntilLive(page);
});
