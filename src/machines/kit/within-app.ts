import { selfContained } from './self-contained.ts'

const marked = new WeakSet()

/**
 * Says of logic that it starts nothing outside of the app: it computes with its input and the app's clock, or follows a store or an actor that
 * the app has. So it does the same again in a replay, where it runs as all other code of the app does.
 */
export function withinApp<Logic extends object>(logic: Logic): Logic {
  marked.add(logic)
  return selfContained(logic)
}

/** Whether logic, or the logic that it was made of, starts nothing outside of the app. */
export function isWithinApp(logic: object): boolean {
  for (let made: object | null = logic; made !== null; made = Object.getPrototypeOf(made) as object | null)
    if (marked.has(made)) return true
  return false
}
