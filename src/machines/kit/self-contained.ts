const marked = new WeakMap<object, (input: never) => boolean>()

/**
 * Says of logic that its work needs nothing but its input and the clock, at least with an input of which `isSo` says that. Where the work
 * of other actors doesn't run, such as while an app is explored, this does.
 */
export function selfContained<Logic extends object>(
  logic: Logic,
  isSo: (input: never) => boolean = () => true,
): Logic {
  marked.set(logic, isSo)
  return logic
}

/** Whether logic, or the logic that it was made of, is self-contained with this input. */
export function isSelfContained(logic: object, input: unknown): boolean {
  for (let made: object | null = logic; made !== null; made = Object.getPrototypeOf(made) as object | null) {
    const isSo = marked.get(made)
    if (isSo !== undefined) return isSo(input as never)
  }
  return false
}
