const answerable = new WeakSet<object>()

/** Somebody can press keys for the actors of this system. */
export function rememberAnswers(system: object): void {
  answerable.add(system)
}

/** Whether somebody can answer what an actor of this system asks. */
export function canAnswer(system: object): boolean {
  return answerable.has(system)
}
