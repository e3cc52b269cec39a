import type { Role } from '../runbook.ts';
import { REFERENCE_WORDS } from './referenceWords.ts';
import type { Words } from './wordTable.ts';

/** Words that give a section its role. To teach Handrail a word, add it here. */
export interface RoleWords extends Words {
  readonly role: Role;
}

/** The first row that fits a title decides, so the order matters: "Rollback: common issues" is a rollback. */
export const ROLE_WORDS: readonly RoleWords[] = [
  {
    role: 'option',
    at: 'start',
    en: [
      '(?:option|variant|method|approach|path)(?:\\s*#?\\d+|\\s+#?[a-z])',
      'alternative',
      'option\\s*[:(–—-]',
    ],
    tr: ['(?:secenek|yontem)(?:\\s*#?\\d+|\\s+#?[a-z])', 'alternatif', 'secenek\\s*[:(–—-]'],
    de: ['(?:variante|methode)(?:\\s*#?\\d+|\\s+#?[a-z])'],
    es: ['(?:opcion|metodo)(?:\\s*#?\\d+|\\s+#?[a-z])', 'alternativa', 'opcion\\s*[:(–—-]'],
  },
  {
    role: 'option',
    at: 'start',
    en: ['special (?:situations?|cases?|circumstances)', 'edge cases?'],
    tr: ['ozel durumlar'],
    de: ['(?:sonder|spezial)falle'],
    es: ['casos especiales'],
  },
  {
    role: 'option',
    at: 'anywhere',
    en: ['\\((?:alternative|option)\\)'],
    tr: ['\\(alternatif\\)'],
    de: ['\\(alternativ\\)'],
    es: ['\\(alternativa\\)'],
  },
  ...REFERENCE_WORDS.map(words => ({ role: 'reference' as const, ...words })),
  {
    role: 'rollback',
    at: 'anywhere',
    en: ['roll[ -]?back', 'rolling back', 'back[ -]?out', 'fall ?back', 'revert(?:ing)?', 'undo(?!\\W*redo)'],
    tr: ['geri alma', 'geri donus', 'geri al'],
    de: ['(?:ruckfall|rollback|rucknahme|rucksetz|zurucksetz|zuruckroll)\\w*', 'ruckgangig'],
    es: ['reversion', 'revertir', 'vuelta atras', 'marcha atras', 'deshacer'],
    others: ['reversao', 'reverter', 'retour (?:en )?arriere'],
  },
  {
    role: 'rollback',
    at: 'whole',
    en: [
      '(?:abort|halt)(?:ing)?(?: (?:the|a|this) (?:[\\w-]+ ){0,2}(?:deployment|release|rollout|upgrade|migration|failover|cut-?over|change)| (?:procedure|plan|steps|process))?',
    ],
    tr: ['(?:iptal|durdurma)(?: proseduru| adimlari)?'],
    de: ['abbruch'],
  },
  {
    role: 'troubleshooting',
    at: 'anywhere',
    en: [
      '(?<!\\b(?:used|useful|how|needed) (?:to|for) )troubleshoot(?:ing)?',
      'common (?:\\w+ )?(?:issues|problems|errors|failures)',
      'known (?:issues|problems)',
      'failure (?:paths|modes|scenarios|cases)',
      '(?:debugging(?! steps)|(?<!\\bhigh[ -]level )debugging steps)',
      '(?:if|when) (?:something|things|it|anything) (?:go(?:es)?|fails?)',
    ],
    tr: ['sorun giderme', 'sik karsilasilan', 'bilinen sorunlar', 'hata ayiklama'],
    de: [
      'haufige (?:fehler|probleme)',
      'fehler(?:behebung|suche|behandlung|diagnose|analyse)',
      'problem(?:behebung|losung(?:en)?)',
      'storungsbehebung',
      'bekannte probleme',
    ],
    es: ['(?:solucion|resolucion) de problemas', 'problemas (?:comunes|conocidos)'],
    others: ['depannage', '(?:solucao|resolucao) de problemas', 'resolution des problemes'],
  },
  {
    role: 'emergency',
    at: 'anywhere',
    en: ['emergency', 'emergencies', 'disaster recovery', 'break ?glass'],
    tr: ['acil(?: durum)?', 'felaket'],
    de: ['notfall\\w*', 'katastrophe\\w*'],
    es: ['emergencias?', 'recuperacion (?:ante|de) desastres'],
    others: ['urgence', 'recuperacao (?:de|apos) desastres?'],
  },
  {
    role: 'emergency',
    at: 'whole',
    en: ['(?:security )?incident (?:response|handling)(?: procedures?| process| steps| playbook)?'],
    tr: ['olay(?:a|lara)? mudahale(?: \\w+)?'],
    de: ['reaktion auf (?:vorfalle|storungen)', 'storfallbehandlung'],
    es: ['respuesta a incidentes?(?: de \\w+)?'],
  },
  {
    role: 'cleanup',
    at: 'start',
    en: [
      'clean(?:ing)?[ -]?up',
      'teardown',
      'tear(?:ing)? down',
      '(?:delete|remove) (?:the |your |all )?resource(?:s| groups?)',
    ],
    tr: ['temizlik', 'temizleme', 'kaynaklari (?:temizle|sil)\\w*'],
    de: ['aufraum\\w+', 'bereinig\\w+', 'ressourcen (?:bereinigen|loschen)'],
    es: ['limpieza', 'limpiar', 'eliminar (?:los )?recursos'],
  },
  {
    role: 'reference',
    at: 'start',
    en: [
      '(?:useful|helpful|handy|frequently used) (?:[\\w-]+ )?(?:commands|queries)',
      'best practices',
      'usage guidelines',
      'contribut(?:ing|ors)(?! factors?)',
      'invariants$',
      'guidelines',
      'key (?:facts|points|takeaways|concepts)',
    ],
    tr: [
      'en iyi uygulamalar',
      '(?:yararli|faydali|yardimci|kullanisli|sik kullanilan) komutlar',
      'yonergeler',
    ],
    de: ['(?:nutzliche|hilfreiche|haufige) (?:befehle|kommandos)', 'richtlinien'],
    es: ['buenas practicas', 'comandos (?:utiles|auxiliares|frecuentes|de ayuda)', 'directrices'],
  },
  {
    role: 'reference',
    at: 'whole',
    en: [
      'license',
      '(?:[\\w-]+ ){0,3}guidance',
      'prevention',
      'preventi(?:ve|on) measures',
      '(?:configuration|command[- ]line|cli) (?:flags|parameters|reference)',
      'flags',
      'acknowledge?ments',
      'conclusions?',
    ],
    tr: ['onleme\\w*', 'onleyici (?:tedbirler|onlemler)', 'sonuc'],
    de: ['vorbeugung', 'vorbeugende massnahmen', 'fazit'],
    es: ['prevencion', 'medidas preventivas', 'conclusion(?:es)?'],
  },
  {
    role: 'option',
    at: 'start',
    en: ['(?:disabl(?:e|ing)|silenc(?:e|ing)|mut(?:e|ing)) (?:this|the|these) (?:alerts?|rules?|checks?)'],
    tr: ['bu (?:uyariyi|alarmi) (?:kapat|sustur)\\w*'],
    de: ['(?:diesen alarm|diese meldung) (?:abschalten|stummschalten)'],
  },
  {
    role: 'example',
    at: 'start',
    en: ['examples?', 'sample'],
    tr: ['ornek\\w*'],
    de: ['beispiele?'],
    es: ['ejemplos?'],
  },
  {
    role: 'example',
    at: 'end',
    en: ['examples?'],
    tr: ['ornegi', 'ornekler'],
    de: ['beispiele?'],
    es: ['ejemplos?'],
  },
];
