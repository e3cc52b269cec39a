import type { configuration } from '../../../core/message/configuration.ts';
import type { yaml } from '../../../core/message/yaml.ts';

type Key = keyof typeof configuration | keyof typeof yaml;

/** Turkish of what is wrong with a team's configuration, and with YAML; the editor says the same. */
export const trSettings: Readonly<Record<Key, string>> = {
  'config.unread': 'yapılandırma okunamadı (“{reason}”).',
  'config.yaml': 'YAML hatalı: {reason}.',
  'config.unknown': '{setting} diye bir ayar yok.',
  'config.unknownMeant': '{setting} diye bir ayar yok. Bunu mu demek istediniz: {meant}?',
  'config.wrong': '{setting} {reason}.',
  'config.refused': '{setting} bu hâliyle alınamaz (“{reason}”).',
  'config.noneOf': '{setting} şunlardan biri değil: {values}.',
  'config.tooSmall': '{setting} en az {least} olmalı.',
  'config.tooLarge': '{setting} en çok {most} olabilir.',
  'config.policyUnread': '{file} içindeki politika okunamadı (“{reason}”).',
  'config.policyWrong': 'Politika anlaşılamıyor: {place}: {what}',
  'config.noMap': 'Yapılandırma, altında `rules:` olan `lint:` gibi ayarlardan oluşan bir eşleme değil.',
  'config.is.level': 'off, error, warning, info ve hint değerlerinden biri değil',
  'config.is.emptyList': 'boş bir liste',
  'config.is.notNames': 'bir ad ya da ad listesi değil',
  'config.is.notContext': 'ne bir kube bağlamı ne de adlar ve her birinin ne olması gerektiği',
  'config.is.noTime': '90s, 10m ya da 1h30m gibi bir süre değil',
  'config.is.notWhen': 'ne run ne de risky',
  'config.is.missing': 'eksik',
  'config.is.notMap': 'ayarlardan oluşan bir eşleme değil',
  'config.is.notList': 'bir liste değil',
  'config.is.notText': 'bir metin değil',
  'config.is.notNumber': 'bir tam sayı değil',
  'config.is.notYesNo': 'ne true ne de false',
  'config.is.notGlobs': 'bir glob ya da glob listesi değil',
  'yaml.indent': 'girintisi üstündeki satırlara uymuyor',
  'yaml.tab': 'önünde bir sekme var; YAML boşluklarla girintilenir',
  'yaml.twice': 'aynı anahtar iki kez verilmiş',
  'yaml.unclosed': 'burada bir tırnak, ayraç veya iki nokta eksik',
  'yaml.inner':
    'düz bir değerin yerinde iki noktalı bir değer ya da bir liste var; tırnak içinde düz değer olur',
  'yaml.begin': 'bu karakterle başlayan bir değer tırnak içinde olmalı',
  'yaml.alias': '* veya & ile başlayan bir değer tırnak içinde olmalı',
  'yaml.key': 'bir anahtarın ardından, aynı satırda iki nokta gelmeli',
  'yaml.escape': 'çift tırnak bu \\ işaretini tanımıyor; tek tırnak onu olduğu gibi alır',
  'yaml.more': 'içinde birden çok belge var',
  'yaml.tag': '! ile başlayan bir değer tırnak içinde olmalı',
  'yaml.other': 'buradan sonrası okunamıyor (“{words}”)',
};
