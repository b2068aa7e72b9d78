import type { Ticking } from '../../../machines/patterns/ticking.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'

/**
 * The view of `ticking`: its time by `format`; by default the local time as HH:MM:SS.
 *
 * ```ts
 * const clock = tickingView(ticking(1_000), (time) => new Date(time).toISOString())
 * ```
 */
export function tickingView(
  logic: Ticking,
  format: (time: number) => string = timeOfDay,
): Component<Ticking, never> {
  return component({ logic, view: ({ context }) => text(format(context.time), { bold: true }) })
}

function timeOfDay(time: number): string {
  const date = new Date(time)
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
