/** The line drawings that a form needs, on a field of 24 by 24, as path data. Apart from the others, so that the first page carries no more. */

export const alert = "M12 4 2.8 20h18.4zM12 10v5M12 17.6v.1";
export const check = "M5 12.5l4.5 4.5L19 7.5";
export const eye =
  "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z";
export const eyeOff =
  "M4 4l16 16M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.9 3.6M6.3 7.5A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.3-1.1M10 10a2.8 2.8 0 0 0 4 4";
export const minus = "M6 12h12";
export const person = "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c.8-3.8 3.7-5.5 7.5-5.5s6.7 1.7 7.5 5.5";
export const retry = "M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4";
export const yagura = "M3.5 8L12 3.5 20.5 8zM6.5 8v3.2h11V8M8.3 11.2L6 20.5M15.7 11.2L18 20.5M7.4 15.8h9.2M12 8v3.2";
