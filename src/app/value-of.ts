/** An actor with a `value` in its context, such as a control. */
export interface WithValue<Value> {
  /** Its id, for errors. */
  readonly id?: string
  /** Its current snapshot. */
  getSnapshot(): { readonly context: { readonly value: Value } }
}

/** The component whose view is being called. */
let viewing: string | undefined

/**
 * Reads the value of a control, for the event of a key. It returns undefined if the child doesn't run now.
 *
 * ```ts
 * keys: { enter: ({ children }) => ({ type: 'find', text: valueOf(children.query) ?? '' }) }
 * ```
 *
 * @throws TypeError in a view, because the view isn't called again when the value changes. Keep the value in context instead, on the
 * control's `change` event.
 */
export function valueOf<Value>(ref: WithValue<Value> | undefined): Value | undefined {
  if (ref === undefined) return undefined
  if (viewing !== undefined)
    throw new TypeError(
      `valueOf in the view of ${viewing}: the view isn't called again when the value changes. ` +
        `Keep the value in context, on the event '${ref.id ?? 'control'}.change'`,
    )
  return ref.getSnapshot().context.value
}

/** Calls the view of a component. During the call, `valueOf` throws. */
export function whileViewing<Result>(component: string, view: () => Result): Result {
  const before = viewing
  viewing = component
  try {
    return view()
  } finally {
    viewing = before
  }
}
