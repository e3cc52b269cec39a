import { fold } from './durations.ts';

// How somebody is told what to do, in English, Turkish, German and Spanish. English verbs that are nouns as often count only
// with an object behind them: "Test the API", not "Test results".
const ENGLISH =
  'abort|accept|acknowledge|activate|add|adjust|agree|align|allow|announce|append|apply|approve|archive|ask|assess|assign|attach|authenticate|authorise|authorize|avoid|begin|brief|bring|build|call|cancel|capture|change over|check|choose|clean up|clear|click|close|collect|communicate|compare|complete|configure|confirm|connect|consider|contact|convert|coordinate|copy|create|cut over|deactivate|decide|declare|decommission|decrease|define|delete|deploy|describe|destroy|detach|determine|diagnose|disable|discard|disconnect|discuss|double-check|download|drain|edit|email|enable|enforce|ensure|enter|escalate|establish|evaluate|examine|execute|expand|export|extract|fetch|fill in|fill out|find|finish|flip|follow|freeze|gather|generate|get|give|go|grab|grant|hand off|hand over|identify|import|increase|inform|inspect|install|invalidate|investigate|invite|isolate|keep|kick off|launch|leave|let|locate|lock|log in|log on|log out|log into|look|maintain|make|mark|merge|migrate|modify|mount|move|navigate|notify|obtain|open|pause|perform|pick|post|prepare|prevent|promote|provide|provision|publish|pull|purge|push|put|raise|read|reboot|reapply|rebuild|reconfigure|reconnect|recreate|redeploy|redirect|reduce|refresh|re-enable|reenable|register|reinstall|rejoin|remove|rename|repeat|replace|reproduce|reroute|resolve|restart|restore|resume|retrieve|re-run|rerun|retry|revert|revoke|roll back|roll out|rotate|route|run|save|scale|schedule|select|send|set|share|shift|shut|shutdown|shut down|silence|sign in|sign off|sign out|simulate|skip|spin up|split|start|stick|stop|submit|suspend|swap|switch|tag|take|talk|tell|terminate|thank|toggle|track down|triage|trigger|try|turn|type|undeploy|unfreeze|unlock|unmount|unpause|unset|update|upgrade|upload|use|validate|verify|visit|wait|walk|warm|watch|write';
const EITHER =
  'access|address|back up|backup|block|bump|change|clone|commit|document|draft|drop|dump|exit|fail over|failover|fix|flush|force|hold|link|list|load|log|mail|message|monitor|note|observe|order|page|patch|ping|plan|point|query|queue|record|reload|release|report|request|reset|review|rollback|scan|search|seal|seed|sign|support|sync|test|trace|track|transfer|trust';
const OBJECT =
  'the|a|an|our|my|all|any|both|each|every|your|their|its|it|them|this|that|these|those|if|whether|with|into|against|until|back|how|which|what|who|again';

// A pronoun or an auxiliary behind the first word makes it something else: "Build is green", "Run takes 5 min".
const NO_VERB = '(?!\\s+(?:is|are|was|were|has|have|will|can|takes?|failed|fails)\\b|\\s*[:=|/]|\\s*$)';
const FIRST_ENGLISH = new RegExp(
  `^(?:please\\s+|then,?\\s+|so\\s+|next,?\\s+|now,?\\s+|first,?\\s+|finally,?\\s+|optionally,?\\s+|manually\\s+|immediately\\s+|carefully\\s+|gradually\\s+|slowly\\s+|once (?:done|ready|complete|finished),?\\s+|(?:do not|don't|never|always)\\s+)*(?:(?:${ENGLISH})\\b(?!-)${NO_VERB}|(?:${EITHER})\\s+(?:${OBJECT})\\b|(?:monitor|scan|search|test|query|probe) for\\b|(?:fail ?over|switch ?over|roll ?back|fall back) to\\b|(?:login|logon) (?:to|into|as|with|via|on)\\b|(?:do not|don't|never|always|be sure|make sure)\\s+\\w)`,
);
// "If it fails, call the platform team."
const IF_ENGLISH = new RegExp(
  `^(?:if|when|once|after|before|where|unless)\\b[^,:]{3,160},\\s*(?:please\\s+|then\\s+|you(?:'ll| will)? (?:need|have) to\\s+|you (?:must|should)\\s+)?(?:(?:${ENGLISH})\\b(?!-)${NO_VERB}|(?:${EITHER})\\s+(?:${OBJECT})\\b)`,
);
// "On the primary site, verify the status."
const WHERE_ENGLISH = new RegExp(
  `^(?:on|in|at|from) (?:the|each|every|your|all|both|one)\\b[^,:.]{2,80},\\s*(?:please\\s+)?(?:(?:${ENGLISH})\\b(?!-)${NO_VERB}|(?:${EITHER})\\s+(?:${OBJECT})\\b)`,
);
const ALONE_ENGLISH = new RegExp(`^(?:${ENGLISH})$`);
const OBLIGED_ENGLISH =
  /^(?:you|the (?:operator|engineer|on-call|team|lead|release manager|incident commander))\s+(?:\w+\s+){0,3}?(?:must|should|needs? to|has to|have to)\s+(?!(?:(?:now|then|also)\s+)?(?:be|see|have|get|know)\b)\w/;

const TURKISH_STEMS =
  'et|yap|al|kontrol et|ac|kapat|degistir|calistir|baslat|durdur|dogrula|guncelle|sil|ekle|gonder|yonlendir|bildir|izle|bekle|kaldir|yukle|kur|olustur|hazirla|tamamla|ayarla|gec|gecir|tasi|kopyala|bosalt|uygula|onayla|duyur|haber ver|gir|sec|tanimla|incele|yedekle|ara|bilgilendir|sifirla|birlestir|yukselt|dusur|artir|azalt|kilitle|cevir|bagla|planla|kaydet|paylas|isaretle|dondur|gozlemle|belirle|listele|temizle|topla|degerlendir|karsilastir|not et|tespit et';
const TURKISH_STEM = new RegExp(`(?<!\\S)(?:${TURKISH_STEMS})$`);
// What every form below has at its end, or holds.
const TURKISH_FORM = /\S[iu](?:n(?:iz)?|r)\b|m[ae]li| gerek/;
const TURKISH = new RegExp(
  `\\b(?:edin|yapin|alin|acin|girin|secin|verin|gecin|silin|kurun|bakin|yazin|olun|koyun|tiklayin|arayin)(?:iz)?\\b|\\b\\p{L}{2,}(?:ayin|eyin|iyin|uyun|tirin|dirin|turun|durun|sturun|dusurun|nderin|lendirin|kapatin|azaltin|artirin)(?:iz)?\\b|\\b\\p{L}{2,}(?:mali|meli)(?:dir|siniz|yiz)?\\b|\\b(?:edilir|yapilir|alinir|acilir|kapatilir|degistirilir|yonlendirilir|calistirilir|baslatilir|durdurulur|beklenir|bildirilir|izlenir|gonderilir|dogrulanir|silinir|verilir|guncellenir|hazirlanir|eklenir|cikarilir|belirlenir|olusturulur|kaldirilir|yuklenir|yedeklenir|uygulanir|bilgilendirilir|karsilastirilir|tamamlanir|paylasilir|duyurulur|onaylanir|incelenir|tasinir|kopyalanir|ayarlanir|sifirlanir|toplanir)\\b|\\b(?:edilmesi|yapilmasi|alinmasi) gerek`,
  'u',
);

// "Schalten Sie", "DNS umschalten", "Prüfe": a verb at the end is written small, which tells it from a noun.
const GERMAN_YOU = /^(?:\p{L}+,?\s+){0,3}?\p{L}{2,}(?:en|ern|eln)\s+sie\b/u;
const GERMAN_VERB = /^\p{Ll}{3,}(?:en|ern|eln)$/u;
const GERMAN_FIRST =
  /^(?:bitte |dann |danach |anschliessend |zuerst )?(?:prufe|offne|schliesse|starte|stoppe|beende|warte|fuhre|schalte|setze|lege|losche|kopiere|installiere|aktiviere|deaktiviere|benachrichtige|informiere|melde|rufe|erstelle|bestatige|uberprufe|kontrolliere|beobachte|sichere|stelle|wechsle|wahle|klicke|trage)\b|^(?:bitte |dann |danach )?(?:uber)?(?:prufen|kontrollieren|sicherstellen|verifizieren|abwarten|warten),? (?:dass|ob|bis)\b/;
const GERMAN_TEXT =
  /[äöüß]|\b(?:der|die|das|den|dem|und|auf|mit|zu|zum|zur|von|nicht|ein|eine|einen|im|am|für)\b/i;
// "Der Name bleibt bestehen" tells nobody to do anything.
const GERMAN_SAYS =
  /^(?:der|die|das|den|dem|ein|eine|einen|es|sie|er|wir|ihr|man|dies\w*|alle|wenn|falls|weil|damit|nach|seit)\b/;
const NO_GERMAN_VERB =
  /^(?:when|then|open|token|even|often|seen|given|taken|broken|hidden|driven|frozen|written|golden|modern|pattern|concern|between|happen|screen|green|chosen|kitchen|listen|allen|neuen|beiden|anderen|gegen|wegen|neben|zwischen|unten|oben|aussen|innen|hinten|vorn|fern|gestern|modern)\b/;

const SPANISH_VERBS =
  'agendar|aislar|ajustar|analizar|asegurar|aumentar|buscar|capturar|cargar|comparar|completar|consultar|contener|coordinar|corregir|definir|dejar|descargar|determinar|erradicar|establecer|evaluar|exportar|extraer|finalizar|forzar|garantizar|generar|implementar|importar|incrementar|invalidar|investigar|limpiar|listar|localizar|mantener|marcar|modificar|montar|parchear|poner|realizar|recargar|reconstruir|recopilar|recuperar|reducir|reemplazar|reintentar|renombrar|reparar|repetir|reportar|resetear|resolver|respaldar|retirar|reunir|revertir|revocar|rotar|sacar|seguir|sincronizar|subir|suspender|terminar|tomar|usar|utilizar|abrir|acceder|activar|actualizar|agregar|anadir|anunciar|apagar|aplicar|aprobar|apuntar|asignar|avisar|bloquear|borrar|cambiar|cerrar|comprobar|comunicar|conectar|configurar|confirmar|congelar|conmutar|contactar|copiar|crear|desactivar|deshabilitar|desplegar|desviar|detener|documentar|drenar|ejecutar|eliminar|encender|enviar|escalar|esperar|guardar|habilitar|hacer|identificar|informar|ingresar|iniciar|instalar|llamar|migrar|monitorear|monitorizar|mover|notificar|observar|obtener|pausar|pedir|preparar|probar|promover|publicar|quitar|reanudar|redirigir|registrar|reiniciar|restaurar|revisar|seleccionar|solicitar|supervisar|vaciar|validar|verificar|vigilar|volver';
const SPANISH = new RegExp(
  `^(?:luego |despues |a continuacion,? |finalmente,? |primero,? |por favor,? )?(?:(?:${SPANISH_VERBS})|(?:cambi|verifiqu|comprueb|ejecut|despliegu|deteng|inici|reinici|abr|cierr|notifiqu|avis|esper|cre|elimin|borr|actualic|configur|instal|revis|confirm|valid|habilit|deshabilit|activ|desactiv|escal|restaur|migr|muev|copi|agregu|conmut|redirij|apunt|monitore|supervis|observ|registr|document|public|anunci|prepar|seleccion|ingres|acced|conect|asign|llam|envi|solicit|aprueb|oblig|hag|prueb|vigil|asegur)(?:e|a)(?:n|se)?|pon(?:ga)?|haz|ve|vaya)\\b(?!\\s*[:=|]|\\s*$)`,
);
const SPANISH_ALONE = new RegExp(`^(?:${SPANISH_VERBS})$`);
const SPANISH_OBLIGED = /\b(?:debe|deben|hay que|es necesario)\s+\p{L}{3,}(?:ar|er|ir)\b/u;

// Its verb stands at the end: "Kuyruğu boşaltın."
const TURKISH_END = /\p{L}{2,}(?:[aeiou]y|[^aeiou\s])[iu]n(?:iz)?$/u;
const TURKISH_TEXT = /[ğışİ]|\p{L}[çöü]/u;

const LOOSE_ENGLISH = new RegExp(`^(?:${EITHER})\\b(?!-)${NO_VERB}\\s+\\p{L}`, 'u');

/** True for words that are an order where orders stand beside them: "Review logs", which may also be a title. */
export function maybeTellsToDo(sentence: string): boolean {
  return LOOSE_ENGLISH.test(fold(sentence.slice(0, LONGEST)).replace(/^[^\p{L}]+/u, ''));
}

/** True for a title or a sentence that tells somebody to do something. */
export function tellsToDo(sentence: string): boolean {
  const shown = sentence.slice(0, LONGEST).trim();
  const words = fold(shown)
    .replace(/^[^\p{L}]+/u, '')
    .trim();
  return (
    FIRST_ENGLISH.test(words) ||
    IF_ENGLISH.test(words) ||
    WHERE_ENGLISH.test(words) ||
    ALONE_ENGLISH.test(words) ||
    OBLIGED_ENGLISH.test(words) ||
    isTurkish(shown, words.replace(/[.!:\s]+$/, '')) ||
    isGerman(shown, words) ||
    SPANISH.test(words) ||
    SPANISH_ALONE.test(words) ||
    SPANISH_OBLIGED.test(words)
  );
}

function isTurkish(shown: string, words: string): boolean {
  if (TURKISH_STEM.test(words) || (TURKISH_FORM.test(words) && TURKISH.test(words))) {
    return true;
  }
  return (
    /[iu]n(?:iz)?$/.test(words) && TURKISH_TEXT.test(shown) && !/[äß]/.test(shown) && TURKISH_END.test(words)
  );
}

function isGerman(shown: string, words: string): boolean {
  if (GERMAN_FIRST.test(words) || GERMAN_YOU.test(words)) {
    return true;
  }
  const parts = shown
    .replace(/\s*\([^()]*\)\s*$/, '')
    .replace(/[.!:]+$/, '')
    .split(/\s+/);
  const last = parts.at(-1) ?? '';
  const isVerb = GERMAN_VERB.test(last) && !NO_GERMAN_VERB.test(fold(last)) && !GERMAN_SAYS.test(words);
  return isVerb && (parts.length <= SHORT || GERMAN_TEXT.test(shown));
}

const LONGEST = 300;
const SHORT = 3;
