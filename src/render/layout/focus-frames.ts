import { hasRoom } from '../nodes/pane.ts'
import type { Box, Pane } from './box.ts'

/** A frame that shows that the keyboard is in it, and the pane that it is in. */
export interface FocusFrame {
  readonly pane: Pane
  readonly box: Box
}

/** The frames that show what has the keyboard: those in it, or the innermost around it. No frame stands in another. */
export function focusFrames(focused: Pane): FocusFrame[] {
  const inside: FocusFrame[] = []
  collect(focused, inside)
  if (inside.length > 0) return inside
  for (let inner = focused; inner.parent !== undefined; inner = inner.parent) {
    const pane = inner.parent
    const box = pane.frames.find((frame) => hasRoom(frame) && holds(frame, inner))
    if (box !== undefined) return [{ pane, box }]
  }
  return []
}

function collect(pane: Pane, found: FocusFrame[]): void {
  if (!pane.holdsFrames) return
  for (const box of pane.frames) if (hasRoom(box) && !box.children.some(hasFrame)) found.push({ pane, box })
  for (const child of pane.children) collect(child, found)
}

function hasFrame(box: Box): boolean {
  const { node, pane, children } = box
  return (
    (node.kind === 'pane' && hasRoom(box)) ||
    children.some(hasFrame) ||
    (pane !== undefined && hasFrames(pane))
  )
}

function hasFrames(pane: Pane): boolean {
  return pane.holdsFrames && (pane.frames.some(hasRoom) || pane.children.some(hasFrames))
}

function holds(box: Box, pane: Pane): boolean {
  return box.pane === pane || box.children.some((child) => holds(child, pane))
}

/** Lets frames show the keyboard, and those before them no more. */
export function moveFocus(before: readonly FocusFrame[], now: readonly FocusFrame[]): void {
  for (const { pane, box } of before) {
    if (now.some((frame) => frame.box === box)) continue
    box.isFocused = false
    pane.markDirty()
  }
  for (const { pane, box } of now) {
    if (box.isFocused) continue
    box.isFocused = true
    pane.markDirty()
  }
}
