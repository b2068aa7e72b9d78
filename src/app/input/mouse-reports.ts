import type { InputEvent, MouseEvent } from './events.ts'
import { parseParameters } from './key-parameters.ts'

/* xterm's ctlseqs, "Mouse Tracking" (patch 390). */

/** SGR reports (mode 1006): `CSI < button ; column ; row M`, or `m` for a release. */
export function mouseSgr(body: string): InputEvent {
  const [[button] = [], [column] = [], [line] = []] = parseParameters(body.slice(1, -1))
  if (button === undefined || column === undefined || line === undefined)
    return { type: 'unknown', sequence: `\x1b[${body}` }
  return mouse(button, column - 1, line - 1, body.endsWith('m'))
}

/** The oldest reports: `CSI M` and three bytes, each 32 more than its value. */
export function mouseX10(body: string): MouseEvent {
  const button = body.charCodeAt(1) - 32
  return mouse(
    button,
    body.charCodeAt(2) - 33,
    body.charCodeAt(3) - 33,
    (button & 67) === 3 && (button & 32) === 0,
  )
}

/** Of the wheel, or of a touch pad. */
const directions = ['up', 'down', 'left', 'right'] as const
const buttons = ['left', 'middle', 'right', 'none'] as const

function mouse(bits: number, x: number, y: number, released: boolean): MouseEvent {
  const low = bits & 3
  const wheel = (bits & 64) > 0
  const moved = (bits & 32) > 0
  const button = bits & 128 ? 'other' : (wheel ? directions : buttons)[low]!
  return {
    type: 'mouse',
    action: wheel ? 'wheel' : released ? 'release' : moved ? 'move' : 'press',
    button,
    x: place(x),
    y: place(y),
    shift: (bits & 4) > 0,
    alt: (bits & 8) > 0,
    ctrl: (bits & 16) > 0,
  }
}

/** A terminal has at most 65,535 columns and rows. */
function place(cells: number): number {
  return Math.max(0, Math.min(cells, 65_534))
}
