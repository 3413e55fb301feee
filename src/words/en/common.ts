/** Words that belong to no screen. */
export const common = {
  product: "Yagura",
  productLine: "The watchtower of your fleet",
  cancel: "Cancel",
  close: "Close",
  copy: "Copy",
  copied: "Copied",
  copyCommand: "Copy the command",
  retry: "Try again",
  showAll: "Show all",
  nothing: "\u2014",
  skipToContent: "Skip to the content",
};

export const boot = {
  opening: "Opening the console…",
  reload: "Open again",
  crashedTitle: "This part of the console stopped working",
  crashedText:
    "A mistake in the console itself. Your devices are not affected. Open it again; if it happens once more, report the text below.",
};

export const offline = {
  title: "No network",
  text: "This device is offline. The console opens from its own copy; signing in and the fleet need the network.",
};
