import type { Language } from './language.ts';

type Written = Readonly<Record<Language, string>>;

/** The texts that fixes insert, in the runbook's language, for the author to complete. */
export const written = {
  expected: { en: 'Expected', tr: 'Beklenen', de: 'Erwartet', es: 'Esperado' },
  goodAnswer: {
    en: 'what a good answer looks like',
    tr: 'doğru yanıt nasıl görünür',
    de: 'wie eine gute Antwort aussieht',
    es: 'cómo es una buena respuesta',
  },
  backup: {
    en: 'There is a backup of what this removes, and it can be restored',
    tr: 'Bunun sildiği şeyin yedeği var ve geri yüklenebiliyor',
    de: 'Von dem, was hier gelöscht wird, gibt es eine Sicherung, die sich zurückspielen lässt',
    es: 'Hay una copia de seguridad de lo que esto elimina, y se puede restaurar',
  },
  atHand: {
    en: 'With the backup at hand:',
    tr: 'Yedek hazırken:',
    de: 'Mit der Sicherung zur Hand:',
    es: 'Con la copia a mano:',
  },
  rollback: { en: 'Rollback', tr: 'Geri alma', de: 'Rollback', es: 'Rollback' },
  wayBack: {
    en: 'Say here how to go back',
    tr: 'Nasıl geri dönüleceğini buraya yazın',
    de: 'Hier steht, wie es zurückgeht',
    es: 'Escriba aquí cómo volver atrás',
  },
  common: {
    en: 'What these have in common',
    tr: 'Bunların ortak yanı',
    de: 'Was diese gemeinsam haben',
    es: 'Lo que estos tienen en común',
  },
} as const satisfies Readonly<Record<string, Written>>;
