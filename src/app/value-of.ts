/** An actor whose context has a value, such as that of a control. */
export interface WithValue<Value> {
  readonly id?: string
  getSnapshot(): { readonly context: { readonly value: Value } }
}

/** The component whose view is being called. */
let viewing: string | undefined

/**
 * The value of a control, for the events that keys make; undefined if there is no such child now.
 *
 * ```ts
 * keys: { enter: ({ children }) => ({ type: 'find', text: valueOf(children.query) ?? '' }) }
 * ```
 *
 * @throws TypeError in a view: the view would not be called again when the value changes. Keep the value in context, by the
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
