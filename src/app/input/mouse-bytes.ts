import type { MouseEvent } from './events.ts'

/** What a terminal sends for the mouse. xterm's ctlseqs, "SGR (1006)": a final M is a press or a move, m is a release. */
export function mouseReport(button: number, x: number, y: number, final = 'M'): string {
  return `\x1b[<${button};${x + 1};${y + 1}${final}`
}

/** The oldest reports, `CSI M` and three bytes, tell of no place beyond this in a byte of ASCII. */
const MAX_X10 = 94

/** A mouse event as a terminal reports it: by mode 1006, or by the oldest reports. '' if these can't tell it. */
export function mouseBytes({ action, button, x, y, shift, alt, ctrl }: MouseEvent, isSgr: boolean): string {
  const isWheel = action === 'wheel'
  const number = isWheel ? 64 + directions.indexOf(button) : buttons.indexOf(button)
  if (number < 0 || number === 63) return ''
  const bits = (action === 'move' ? 32 : 0) + (shift ? 4 : 0) + (alt ? 8 : 0) + (ctrl ? 16 : 0)
  if (isSgr) return mouseReport(number + bits, x, y, action === 'release' ? 'm' : 'M')
  if (x > MAX_X10 || y > MAX_X10) return ''
  const code = (action === 'release' ? 3 : number) + bits
  return `\x1b[M${String.fromCharCode(code + 32, x + 33, y + 33)}`
}

const buttons: readonly MouseEvent['button'][] = ['left', 'middle', 'right', 'none']
const directions: readonly MouseEvent['button'][] = ['up', 'down', 'left', 'right']
