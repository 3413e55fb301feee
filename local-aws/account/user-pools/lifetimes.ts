import { invalidParameter } from "./refusals.ts";

type TimeUnit = "seconds" | "minutes" | "hours" | "days";

export interface TokenSettings {
  /** In the unit beside; undefined takes AWS's default. */
  readonly accessTokenValidity?: number | undefined;
  readonly idTokenValidity?: number | undefined;
  readonly refreshTokenValidity?: number | undefined;
  readonly units?: Readonly<Partial<Record<"access" | "id" | "refresh", TimeUnit | undefined>>> | undefined;
}

const secondsIn: Readonly<Record<TimeUnit, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** How long tokens live, in seconds. */
interface Lifetimes {
  readonly access: number;
  readonly id: number;
  readonly refresh: number;
}

/**
 * Numbers without a unit are hours for access and ID tokens, days for refresh tokens; without a number an hour and thirty days.
 * @throws InvalidParameterException outside of five minutes to a day, an hour to ten years, or when a token would outlive its refresh token.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export function lifetimes({
  accessTokenValidity,
  idTokenValidity,
  refreshTokenValidity,
  units,
}: TokenSettings): Lifetimes {
  const access = seconds(accessTokenValidity, units?.access, "hours", 3600);
  const id = seconds(idTokenValidity, units?.id, "hours", 3600);
  const refresh = seconds(refreshTokenValidity, units?.refresh, "days", 30 * 86_400);
  const short = [access, id].every((life) => life >= 300 && life <= 86_400 && life <= refresh);
  if (!short || refresh < 3600 || refresh > 315_360_000) throw invalidParameter("Invalid range for token validity.");
  return { access, id, refresh };
}

function seconds(value: number | undefined, unit: TimeUnit | undefined, usual: TimeUnit, fallback: number): number {
  return value === undefined || value === 0 ? fallback : value * secondsIn[unit ?? usual];
}
