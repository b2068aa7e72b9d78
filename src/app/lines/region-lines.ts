import type { GlyphSet } from '../../render/text/glyph-set.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { RegionContent } from '../region.ts'
import { nodeLines } from './node-lines.ts'

/** The lines of a region's view, with those of the regions in it. `isSaid` leaves out those that say lines of their own. */
export function regionLines(
  region: MountedRegion,
  glyphs: GlyphSet,
  isSaid: (region: MountedRegion) => boolean,
): readonly string[] {
  if (isSaid(region)) return []
  return nodeLines(
    region.pane.content,
    (content) => {
      const { ref, component } = content as Partial<RegionContent>
      const child = region.children.find(
        (child) => child.content.ref === ref && child.content.component === component,
      )
      return child === undefined ? [] : regionLines(child, glyphs, isSaid)
    },
    glyphs,
  )
}
