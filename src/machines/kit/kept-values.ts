const classes = new WeakSet<object>()
const madeAgain = new WeakSet()

/** The patterns that have values of this class in their contexts make them again from what `toJSON` returns, when they are restored. */
export function keepAsJson(type: { readonly prototype: { toJSON(): unknown } }): void {
  classes.add(type.prototype)
}

/** What is kept of a value of such a class; undefined for others. */
export function keptJson(value: object): { readonly json: unknown } | undefined {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (typeof prototype !== 'object' || prototype === null || !classes.has(prototype)) return undefined
  return { json: (value as { toJSON(): unknown }).toJSON() }
}

/** Says of a value in a context that its pattern puts it there again when it's restored: a function of its options. */
export function leaveOut<Value extends object>(value: Value): Value {
  madeAgain.add(value)
  return value
}

/** Whether a value is left out of what is kept. */
export function isLeftOut(value: unknown): boolean {
  return madeAgain.has(value as object)
}
