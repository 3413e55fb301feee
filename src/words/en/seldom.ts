/** Words for what seldom happens, before or after somebody is signed in. */
export const configuration = {
  title: "The console is not set up",
  intro:
    "config.json, which this console reads from its own address, has mistakes. Correct them and open this page again.",
  missing: "config.json did not come",
  missingTip:
    "The console reads its settings from config.json at its own address. The server answered with something else, or not at all. Check that the file is published beside index.html.",
};

export const update = {
  ready: "A new version is ready.",
  when: "It starts when you say so. Values that you have typed and not applied are kept.",
  elsewhere: "A new version was started in another window.",
  missing:
    "Parts of this page may be missing until you start it here too. Values that you have typed and not applied are kept.",
  apply: "Start the new version",
  later: "Later",
};
