export const help = `Simulated devices that connect to AWS IoT as real ones do.

  npm run device -- fleet [options]     many devices with the SigV4 credentials of a device role
  npm run device -- x509                not built yet: X.509 certificates over mutual TLS
  npm run device -- role-alias          not built yet: a certificate exchanged for credentials of a role alias
  npm run device -- custom-auth         not built yet: a custom authorizer with username and password
  npm run device -- krypton             not built yet: a SIM authenticates, and gets credentials for it

Each device of the fleet reports its state, does what its shadow's delta asks after a human delay, and drops and returns
now and then. In a fleet of ten or more some misbehave, and their names say how: device_stubborn_… does nothing of what
is asked, device_slow_… takes 20 seconds, device_flapping_… comes and goes, device_refused_… is not let in.

  --things N                 how many devices (default 25)
  --names A,B,…              these devices instead
  --seed TEXT                another seed gives other names and other lives (default yagura)

  --endpoint URL             the embedded AWS (default http://localhost:4566)
  --aws                      a real account instead, by AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION
  --region NAME              the region (default: what the embedded AWS says, or AWS_REGION)
  --role-arn ARN             the role that the devices act as (default: yagura-device of the account)
  --no-role                  the devices use the starting key itself
  --no-register              do not create the devices in the registry
  --register-rate N          CreateThing calls a second (default 200, with --aws 10)
  --connect-rate N           connections begun a second (default 100)

  --report-seconds MIN-MAX   between two reports of a device (default 20-60)
  --obey-seconds MIN-MAX     until a device does what is asked (default 0.5-4)
  --churn X                  how often devices drop by themselves: 1 is every 5 to 30 minutes, 2 twice as often, 0 never (default 1)

  --json                     events as JSON, one a line
  --verbose                  a line for each event
  --quiet                    only what needs a person, on the standard error
  --help                     this text

Ctrl-C disconnects every device cleanly.
`;
