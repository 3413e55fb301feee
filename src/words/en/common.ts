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
  configTitle: "The console is not set up",
  configIntro:
    "config.json, which this console reads from its own address, has mistakes. Correct them and open this page again.",
  configMissing: "config.json did not come",
  configMissingTip:
    "The console reads its settings from config.json at its own address. The server answered with something else, or not at all. Check that the file is published beside index.html.",
  field: "Field",
  problem: "What is wrong",
  reload: "Open again",
  crashedTitle: "This part of the console stopped working",
  crashedText:
    "A mistake in the console itself. Your devices are not affected. Open it again; if it happens once more, report the text below.",
};

export const offline = {
  title: "No network",
  text: "This device is offline. The console opens from its own copy; signing in and the fleet need the network.",
};

export const update = {
  ready: "A new version is ready.",
  when: "It starts when you say so. Values that you have typed and not applied are kept.",
  apply: "Start the new version",
  later: "Later",
};
