/** Runs the task before a picture that is soon to be drawn. Returns the way to call it off. */
export type Frame = (task: () => void) => () => void;

// Every second picture under a storm: the eye sees no difference, the battery of a tablet does. What comes alone is drawn at once.
const restMs = 25;
// A hidden page draws nothing; what it was told must not pile up until it is looked at.
const withoutPictureMs = 250;

/** The frames of this page. */
export function openFrame(): Frame {
  let ranAt = -Infinity;
  return (task) => {
    let picture = 0;
    const run = () => {
      cancel();
      ranAt = performance.now();
      task();
    };
    const draw = () => {
      picture = requestAnimationFrame(run);
    };
    const due = ranAt + restMs - performance.now();
    const rest = due > 0 ? setTimeout(draw, due) : undefined;
    if (rest === undefined) draw();
    const hidden = setTimeout(run, withoutPictureMs);
    const cancel = () => {
      cancelAnimationFrame(picture);
      clearTimeout(rest);
      clearTimeout(hidden);
    };
    return cancel;
  };
}
