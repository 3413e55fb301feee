import type { World } from "#app/world.ts";
import type { Config } from "#domain/config.ts";
import type { Operator, SignIn, SignInStep } from "#domain/ports.ts";
import { Trouble } from "#domain/trouble.ts";

import { openFakeBroker } from "../FakeBroker.ts";
import { startFleet } from "./fleet.ts";

const config: Config = {
  region: "ap-northeast-1",
  userPoolId: "ap-northeast-1_SHOWCASE1",
  userPoolClientId: "showcase",
  identityPoolId: "ap-northeast-1:00000000-0000-4000-8000-000000000000",
  endpoints: { cognitoIdp: "", cognitoIdentity: "", iot: "", iotData: "" },
  attach: { route: "none" },
  thingNamePrefix: "device_",
  demo: {
    operators: [
      { username: "hanako", password: "Demo-hanako-1", groups: ["operator"] },
      { username: "viktor", password: "Demo-viktor-1", groups: ["viewer"] },
      { username: "emi", password: "Demo-emi-1", groups: ["engineer"] },
      { username: "new-here", password: "Demo-new-1", groups: ["operator"] },
      { username: "nobody", password: "Demo-nobody-1", groups: [] },
    ],
  },
};

/**
 * A world to look at. The hash of the URL says what is in it:
 * user=hanako · things=2000 · perSecond=20 · drop=connection-lost · stop=connect-not-authorized · config=missing|wrong · list=refused|none|slow|registry · ended=1
 */
export function fakeWorld(wish: URLSearchParams): World {
  const user = wish.get("user");
  if (user !== null) sessionStorage.setItem("yagura.signed-in", "1");
  return {
    loadConfig: async () => {
      if (wish.get("config") === "missing") throw new Trouble("config-invalid", { status: 404 });
      if (wish.get("config") === "wrong") {
        const problem = "userPoolId must look like ap-northeast-1_AbCdEf123; endpoints.iotData is missing";
        throw new Trouble("config-invalid", { field: "userPoolId, endpoints.iotData", problem });
      }
      return config;
    },
    openEntrance: async () => ({
      signIn: fakeSignIn(user ?? undefined, wish.has("ended")),
      prepareFleet: async () => {},
      openFleet: async () => {
        const broker = openFakeBroker({ connected: false });
        startFleet(broker, wish);
        return broker.access;
      },
    }),
  };
}

function fakeSignIn(restored: string | undefined, ends: boolean): SignIn {
  let halfway = "";
  return {
    restore: async () => (restored === undefined ? undefined : operatorOf(restored)),
    signIn: async (username, password): Promise<SignInStep> => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      halfway = username;
      if (username === "disabled") throw new Trouble("user-disabled", { username });
      if (password.length < 4) throw new Trouble("wrong-password", { username });
      if (username === "new-here") return { step: "new-password", username };
      return { step: "signed-in", operator: operatorOf(username) };
    },
    chooseNewPassword: async (password) => {
      if (!/\d/.test(password)) {
        const detail = "Password did not conform with policy: Password must have numeric characters";
        throw new Trouble("password-not-accepted", { detail });
      }
      return { step: "signed-in", operator: operatorOf(halfway) };
    },
    signOut: async () => {},
    onEnded: (listener) => {
      const timer = ends ? setTimeout(() => listener(new Trouble("session-ended")), 1500) : undefined;
      return () => clearTimeout(timer);
    },
  };
}

function operatorOf(username: string): Operator {
  const known = config.demo?.operators.find((operator) => operator.username === username);
  return { username, groups: known?.groups ?? ["operator"] };
}
