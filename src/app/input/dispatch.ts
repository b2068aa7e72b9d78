import { takes } from '../frames/region-keys.ts'
import { eventOf, namesIn, pressOf } from './bindings.ts'
import { nextStop, stopsAtModal, tabRoot } from './focus.ts'
import { isHelpKey } from './help-key.ts'
import type { InputEvent, KeyEvent, PasteEvent } from './events.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { Regions } from '../frames/regions.ts'
import { dispatchMouse, type MouseDefaults } from './dispatch-mouse.ts'

/** What input does when no component on the screen has a use for it. */
export interface Defaults extends MouseDefaults {
  /** Keys that leave the app. */
  readonly quitKeys: readonly string[]
  quit(): void
  /** The region with the focus has taken a key. */
  showFocus(): void
  interrupt(): void
  suspend(): void
  /** Keeps the keys of a chord that have been pressed, or forgets them. */
  readonly press: (keys: string | undefined) => void
  /** Shows all keys. */
  showKeys(): void
  /** Shows all that can be done now. */
  showPalette(): void
}

/** Sends a key, a paste or a mouse event to the first region that can take it, from the innermost outwards. */
export function dispatch(input: InputEvent, regions: Regions, defaults: Defaults): void {
  if (input.type === 'mouse') dispatchMouse(input, regions, defaults)
  else if (input.type === 'key' || input.type === 'paste') {
    const { keyChain, pressed } = regions
    if (pressed !== undefined) {
      defaults.press(undefined)
      // An interrupt is one, also after keys that don't go on with it.
      if (
        input.type === 'key' &&
        (goesOn(`${pressed} ${input.name}`, regions, defaults) || input.name !== 'ctrl+c')
      )
        return
    }
    const key = input.type === 'key' ? input.name : undefined
    const taker = keyChain.find(
      (region) => offer(region, input) || (key !== undefined && begins(region, key, defaults)),
    )
    if (taker !== undefined && taker === keyChain[0]) defaults.showFocus()
    if (taker === undefined && input.type === 'key') fallBack(input, regions, defaults)
  }
}

/** A key after the first of a chord. Returns whether the chord goes on with it: if not, it's forgotten, and Escape only leaves it. */
function goesOn(keys: string, regions: Regions, defaults: Defaults): boolean {
  for (const region of regions.keyChain) {
    if (offer(region, pressOf(keys)) || begins(region, keys, defaults)) return true
  }
  if (!leaves(keys, regions, defaults)) return false
  defaults.quit()
  return true
}

/** If keys begin a chord that does something now, they are kept. Returns whether they do. */
function begins(region: MountedRegion, keys: string, { press }: Defaults): boolean {
  const goesOn = namesIn(region.content.component).some(
    (name) => name.startsWith(`${keys} `) && takes(region, name),
  )
  if (goesOn) press(keys)
  return goesOn
}

/** A key first as it is, and then as what it is on a Latin keyboard. */
function offer(region: MountedRegion, input: KeyEvent | PasteEvent): boolean {
  const { shown } = region
  const event = region.attempt(
    'the keys of',
    () => eventOf(shown, input) ?? (isForeign(input) ? eventOf(shown, onLatin(input)) : undefined),
  )
  return region.send(event)
}

function onLatin({ base, repeat }: KeyEvent & { readonly base: string }): KeyEvent {
  return { type: 'key', name: base, text: '', repeat }
}

function isForeign(input: KeyEvent | PasteEvent): input is KeyEvent & { readonly base: string } {
  return input.type === 'key' && input.base !== undefined
}

function fallBack({ name, base = name }: KeyEvent, regions: Regions, defaults: Defaults): void {
  if (leaves(name, regions, defaults) || leaves(base, regions, defaults)) defaults.quit()
  else if (defaults.quitKeys.some((key) => key.startsWith(`${name} `))) defaults.press(name)
  else if (name === 'ctrl+c') defaults.interrupt()
  else if (name === 'ctrl+z') defaults.suspend()
  else if (isHelpKey(name, regions) || isHelpKey(base, regions)) defaults.showKeys()
  else if ((name === regions.paletteKey || base === regions.paletteKey) && !regions.isModal)
    defaults.showPalette()
  else if (name === 'tab' || name === 'shift+tab') {
    const stop = nextStop(tabRoot(regions), name === 'tab' ? 1 : -1)
    if (stop !== undefined) defaults.focus(stop)
  }
}

function leaves(key: string, { isModal }: Regions, { quitKeys }: Defaults): boolean {
  return quitKeys.includes(key) && !(isModal && stopsAtModal(key))
}
