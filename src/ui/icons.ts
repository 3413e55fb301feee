/** Line drawings on a field of 24 by 24, as path data. */

export const back = "M15 5l-7 7 7 7";
export const chevron = "M7 10l5 5 5-5";
export const close = "M6 6l12 12M18 6L6 18";
export const copy = "M9 9h11v11H9zM5 15H4V4h11v1";
export const edit = "M4 20h4L19 9l-4-4L4 16zM13 7l4 4";
export const fleet = "M4 6.5h16M4 12h16M4 17.5h10";
export const hourglass =
  "M6.5 3.5h11M6.5 20.5h11M7.5 3.5c0 5 4.5 5.5 4.5 8.5s-4.5 3.5-4.5 8.5M16.5 3.5c0 5-4.5 5.5-4.5 8.5s4.5 3.5 4.5 8.5";
export const plus = "M12 6v12M6 12h12";
export const search = "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20";
export const signOut = "M14 4H5v16h9M10 12h10M16.5 8.5L20 12l-3.5 3.5";
export const undo = "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4";
export const arrow = "M5 12h14M13 6l6 6-6 6";

export * from "./form-icons.ts";
