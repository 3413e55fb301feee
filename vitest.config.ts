import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Vitest would leave one core to others, and on two run one file at a time; many of them wait for processes and timers.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "src/**/*.test.{ts,tsx}",
            "local-aws/**/*.test.ts",
            "devices/**/*.test.ts",
            "infra/**/*.test.ts",
            "scripts/**/*.test.ts",
          ],
          exclude: ["local-aws/tests/**", "src/aws/tests/**"],
          // Properties run many times: on a busy machine longer than the five seconds that are usual.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "wire",
          include: ["local-aws/tests/**/*.test.ts", "src/aws/tests/**/*.test.ts"],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
