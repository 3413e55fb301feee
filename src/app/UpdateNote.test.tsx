// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import type { WatchUpdates } from "./service-worker.ts";
import { UpdateNote } from "./UpdateNote.tsx";

afterEach(cleanup);

test("a new version waits until the operator starts it, or puts it off", async () => {
  const heard: Parameters<WatchUpdates>[0][] = [];
  const apply = vi.fn<() => void>();
  const watch: WatchUpdates = (onReady) => {
    heard.push(onReady);
    return () => {};
  };
  render(<UpdateNote watch={watch} />);
  expect(screen.queryByText("A new version is ready.")).toBeNull();
  await act(async () => heard[0]?.({ apply, elsewhere: false }));
  expect(screen.getByText("A new version is ready.")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Later" }));
  expect(screen.queryByText("A new version is ready.")).toBeNull();
  await act(async () => heard[0]?.({ apply, elsewhere: false }));
  fireEvent.click(screen.getByRole("button", { name: "Start the new version" }));
  expect(apply).toHaveBeenCalledOnce();
});

test("a version that another window has started cannot be put off", async () => {
  const apply = vi.fn<() => void>();
  render(
    <UpdateNote
      watch={(onReady) => {
        onReady({ apply, elsewhere: true });
        return () => {};
      }}
    />,
  );
  expect(screen.getByText("A new version was started in another window.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Later" })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Start the new version" }));
  expect(apply).toHaveBeenCalledOnce();
});
