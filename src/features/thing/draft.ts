import { isObject, isWritable, type Json, readJsonText, sameJson } from "#domain/json.ts";
import { jsonProblem } from "#ui/json-problem.ts";

/** A new value on its way, as far as it was typed. */
export interface Draft {
  readonly control: Control;
  readonly text: string;
  /** What was asked for when the typing began, as JSON; empty for nothing. */
  readonly began: string;
  /** As typed, for a field that is not there yet. */
  readonly name?: string | undefined;
}

export type Control = "choice" | "number" | "text" | "json";

/** Words that come in pairs: whoever asks for the one may want the other. "auto" is none: next to it stand cool, heat, low, and more. */
const pairs: readonly (readonly [string, string])[] = [
  ["ON", "OFF"],
  ["OPEN", "CLOSED"],
  ["OPEN", "CLOSE"],
  ["ENABLED", "DISABLED"],
  ["LOCKED", "UNLOCKED"],
  ["START", "STOP"],
  ["UP", "DOWN"],
];

const longestText = 120;

/** What a value can be chosen from, as JSON; undefined when it is no choice. */
export function choicesOf(value: Json | undefined): readonly string[] | undefined {
  if (typeof value === "boolean") return ["true", "false"];
  if (typeof value !== "string") return undefined;
  for (const style of [upper, lower, title]) {
    const pair = pairs.find((words) => words.some((word) => style(word) === value));
    if (pair) return pair.map((word) => JSON.stringify(style(word)));
  }
  return undefined;
}

const upper = (word: string) => word.toUpperCase();
const lower = (word: string) => word.toLowerCase();
const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

/** A draft that starts from what is asked for, or where nothing is, from what is reported. A choice starts from the other one. */
export function draftOf(desired: Json | undefined, reported: Json | undefined): Draft {
  const value = desired === undefined ? reported : desired;
  const began = desired === undefined ? "" : JSON.stringify(desired);
  const choices = choicesOf(value);
  if (choices) {
    const now = JSON.stringify(value);
    return { control: "choice", text: choices.find((choice) => choice !== now) ?? now, began };
  }
  if (typeof value === "number") return { control: "number", text: JSON.stringify(value), began };
  if (typeof value === "string" && value.length <= longestText && !/\p{C}/u.test(value)) {
    return { control: "text", text: value, began };
  }
  return { control: "json", text: value === undefined ? "" : JSON.stringify(value, undefined, 2), began };
}

/** The draft as JSON text, for whoever wants to go on typing JSON. */
export function asJson({ control, text, began }: Draft): Draft {
  return { control: "json", text: control === "text" ? JSON.stringify(text) : text, began };
}

const numeral = /^\s*-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/;

/** The value of a draft; undefined while it is none that could be sent. */
export function valueOf({ control, text }: Draft): Json | undefined {
  if (control === "text") return text;
  if (control === "number" && !numeral.test(text)) return undefined;
  const value = readJsonText(text);
  return value !== undefined && isWritable(value) ? value : undefined;
}

export type DraftProblem = "not-a-number" | "not-json" | "number-too-large" | "too-big";

/** Why a draft has no value; undefined when it has one. */
export function problemOf(draft: Draft): DraftProblem | undefined {
  if (valueOf(draft) !== undefined) return undefined;
  if (draft.control === "number" && !numeral.test(draft.text)) return "not-a-number";
  if (readJsonText(draft.text) !== undefined) return "number-too-large";
  return jsonProblem(draft.text) ? "not-json" : "too-big";
}

/** Whether what is asked for is not any more what it was when the draft began. */
export function changedMeanwhile({ began }: Draft, desired: Json | undefined): boolean {
  return (desired === undefined ? "" : JSON.stringify(desired)) !== began && !sameJson(parsed(began), desired);
}

function parsed(text: string): Json | undefined {
  if (text === "") return undefined;
  const value: Json = JSON.parse(text);
  return value;
}

/** Steps that fit a number as it is written: 1 for 20, a half for 21.5, a hundredth for 0.25. */
export function stepOf(text: string): number {
  const digits = /^-?\d+\.(\d+)$/.exec(text.trim())?.[1]?.length ?? 0;
  return digits === 0 ? 1 : digits === 1 ? 0.5 : 10 ** -Math.min(digits, 6);
}

/** Reads what was stored; anybody may have written it. */
export function readDraft(value: Json | undefined): Draft | undefined {
  if (!isObject(value)) return undefined;
  const { control, text, began, name } = value;
  const known = (["choice", "number", "text", "json"] as const).find((one) => one === control);
  if (!known || typeof text !== "string" || typeof began !== "string") return undefined;
  try {
    parsed(began);
  } catch {
    return undefined;
  }
  return { control: known, text, began, ...(typeof name === "string" ? { name } : {}) };
}
