import type { Message } from '../message.ts';
import type { enPhases } from '../en/phases.ts';

/** Turkish of the head of a phase, and of its place on the map. */
export const trPhases = {
  'phase.show': 'Adımları göster',
  'phase.intro': 'Başlangıç',
  'phase.hide': 'Adımları gizle',
  'phase.hideText': 'Gizle',
  'phase.showText': 'Göster',
  'phase.took': '{clock} sürdü',
  'phase.tookAlone': '{clock} sürdü',
  'phase.left': '{clock} sonra bırakıldı',
  'phase.soFar': 'şimdiye kadar {clock}',
  'phase.soFarAlone': 'Şimdiye kadar {clock}',
  'phase.notTaken': 'Girilmedi',
  'phase.steps': { one: '{n} adım', other: '{n} adım' },
  'phase.of': { one: '{n}/{total} adım', other: '{n}/{total} adım' },
} as const satisfies { readonly [K in keyof typeof enPhases]: Message };
