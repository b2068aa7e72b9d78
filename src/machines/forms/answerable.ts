const answerable = new WeakMap<object, boolean>()

/** Whether somebody can press keys, or type lines, for the actors of this system. */
export function rememberAnswers(system: object, isAnswerable: boolean): void {
  answerable.set(system, isAnswerable)
}

/** Whether somebody can answer what an actor of this system asks; undefined if the system isn't that of an app. */
export function canAnswer(system: object): boolean | undefined {
  return answerable.get(system)
}
