import { text } from '../../render/nodes/text.ts'
import type { Node, TextNode } from '../../render/nodes/index.ts'
import { describeKeys, eventOf, pressOf, type KeyDescription } from '../input/bindings.ts'
import { focusChain } from '../input/focus.ts'
import { keyLabel, QUIT } from '../input/key-label.ts'
import type { MountedRegion } from './mounted-region.ts'
import type { KeyHelpContent } from '../region.ts'

/** Brings every line of help up to date: what it says depends on the focus and on several regions. */
export function fillHelpLines(root: MountedRegion, quitKeys: readonly string[]): void {
  fill(root, root, quitKeys)
}

function fill(region: MountedRegion, root: MountedRegion, quitKeys: readonly string[]): void {
  for (const [pane, content] of region.helpLines) {
    const about = content.of === undefined ? region : find(root, content.of)
    const line = about && lineOf(chainOf(about, root), root, quitKeys, content)
    if (!isSame(pane.content, line)) pane.content = line
  }
  for (const child of region.children) fill(child, root, quitKeys)
}

/** The regions that a key would go to if it came to this one: also those around it, if the keyboard's keys do come. */
function chainOf(region: MountedRegion, root: MountedRegion): MountedRegion[] {
  const chain = focusChain(root)
  return chain.includes(region) ? chain : focusChain(region)
}

function lineOf(
  chain: readonly MountedRegion[],
  root: MountedRegion,
  quitKeys: readonly string[],
  { options }: KeyHelpContent,
): TextNode {
  const keys = chain.flatMap((region, index) =>
    keysOf(region).filter(({ key }) => !chain.slice(0, index).some((inner) => takes(inner, key))),
  )
  const quit = chain.includes(root) && quitKeys.find((key) => !chain.some((region) => takes(region, key)))
  if (quit) keys.push({ key: quit, description: QUIT })
  const parts = keys.flatMap(({ key, description }, index) => [
    index > 0 && '  ',
    text(keyLabel(key), { bold: true }),
    text(` ${description}`, { color: 'muted' }),
  ])
  return text(parts, { ...options, overflow: 'truncate' })
}

function keysOf(region: MountedRegion): KeyDescription[] {
  return region.attempt('the keys of', () => describeKeys(region.shown))
}

function takes(region: MountedRegion, key: string): boolean {
  return region.attempt('the keys of', () => eventOf(region.shown, pressOf(key)) !== undefined)
}

function find(region: MountedRegion, ref: unknown): MountedRegion | undefined {
  if (region.content.ref === ref) return region
  for (const child of region.children) {
    const found = find(child, ref)
    if (found !== undefined) return found
  }
  return undefined
}

function isSame(a: Node | undefined, b: TextNode | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
