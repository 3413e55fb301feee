/** Runs the task before the next picture is drawn. Returns the way to call it off. */
export type Frame = (task: () => void) => () => void;

// A hidden page draws nothing; what it was told must not pile up until it is looked at.
const withoutPictureMs = 250;

export const systemFrame: Frame = (task) => {
  const run = () => {
    cancel();
    task();
  };
  const picture = requestAnimationFrame(run);
  const timer = setTimeout(run, withoutPictureMs);
  const cancel = () => {
    cancelAnimationFrame(picture);
    clearTimeout(timer);
  };
  return cancel;
};
