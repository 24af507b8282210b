# Texts of whatsapp.
nav-whatsapp = WhatsApp
whatsapp-title = WhatsApp
whatsapp-lead = El número de la tienda, los de las vendedoras, los textos y las conversaciones.
whatsapp-number = Número de la tienda
whatsapp-none = No hay ningún número conectado.
number-hint = El número de WhatsApp registrado en Twilio, con el prefijo: +34 612 34 56 78
account = Cuenta de Twilio (AccountSid)
token = Token de la cuenta (AuthToken)
token-hint = Se guarda cifrado y no se muestra nunca más.
store = Tienda
connect = Conectar
connected = Conectado
online = En línea
offline = Sin conexión
offline-why = Twilio ya no acepta envíos de este número (código { $code }). Los mensajes esperan. Introduzca el token de nuevo.
hook-in = Dirección de los mensajes entrantes
hook-status = Dirección de los estados
hook-hint = Para introducir en Twilio en este número.
rotate = Cambiar el token
address = Número
sellers = Números de las vendedoras
sellers-hint = Desde estos números se lleva el live en WhatsApp.
seller-label = Nombre
seller-phone = Número
seller-phone-hint = Déjelo vacío si el número se oculta tras un nombre de usuario: un código lo enlaza.
seller-add = Añadir
seller-remove = Quitar
seller-code = Enviar desde WhatsApp en 10 minutos: VINCULAR { $code }
seller-linked = Enlazado
seller-open = Aún sin enlazar
seller-ending = termina en { $ending }
sellers-none = Todavía no hay números.
stop = Después de un STOP
stop-transactional = Solo respuestas, pedidos y pagos
stop-silent = Ningún mensaje
save = Guardar
done-saved = Guardado
done-connected = Número conectado
done-removed = Número quitado
done-sent = Mensaje en camino
done-closed = Conversación devuelta al bot
done-text = Texto guardado
done-default = Texto original restablecido
counts = Mensajes de las últimas 24 horas
count-waiting = En espera
count-sent = Enviados
count-delivered = Entregados
count-failed = Fallidos
inbox = Conversaciones
inbox-lead = Las que alguien de la tienda debe responder.
inbox-none = Nadie espera.
inbox-none-text = Cuando una clienta escribe VENDEDORA o el bot no entiende, su conversación llega aquí.
unknown-name = Sin nombre
reply = Su respuesta
send = Enviar
close = Devolver al bot
erased = (borrado)
with-media = (archivo adjunto)
at-place = (ubicación)
texts = Textos
texts-lead = Sus propias palabras para lo que dice el bot. Lo que está entre llaves lo rellena Souk.
text = Texto
language = Idioma
default-text = Texto original
use-default = Restablecer
own = cambiado
form-errors = Hay que corregir:
manage-texts = Cambiar los textos
open-inbox = Ver las conversaciones
state-pending = en espera
state-sending = enviando
state-accepted = aceptado por Twilio
state-sent = enviado
state-delivered = entregado
state-read = leído
state-failed = no entregado
state-suppressed = retenido
state-stale = demasiado tarde
state-dead = no enviado
edit = Cambiar
simulator = Simulador
simulator-lead = Pruebe un live sin WhatsApp: tres teléfonos que no existen escriben a la tienda.
simulator-start = Empezar
simulator-off = El simulador está parado.
simulator-off-text = Da a la tienda un número que no existe. Conectar un número real lo sustituye.
simulator-first = Clienta 1
simulator-second = Clienta 2
simulator-seller = Vendedora
simulator-text = Mensaje
simulator-note = Nada sale de aquí: estos números no existen.
simulator-refresh = Actualizar
problem-simulator-unheard = La dirección de la plataforma no responde
problem-number-taken = Este número ya está conectado
problem-store-has-number = Esta tienda ya tiene un número
problem-seller-known = Este número ya es de una vendedora
problem-window-closed = Más de 24 horas desde su último mensaje: WhatsApp ya no permite responder libremente
problem-opted-out = Esta persona no quiere mensajes
problem-not-given-up = Este mensaje no fue abandonado
problem-file-too-large = El archivo es demasiado grande
problem-file-not-there = El archivo aún no está
problem-signature-wrong = La firma es incorrecta
problem-message-sid-missing = Falta el identificador del mensaje
field-token-wrong = Twilio no reconoce esta cuenta o este token
field-phone-wrong = Un número con su prefijo, por ejemplo +34 612 34 56 78
field-account-wrong = AC y 32 cifras y letras
field-store-unknown = Esa tienda no existe
field-placeholder-wrong = Solo pueden figurar las palabras entre llaves del texto original
field-key-unknown = Ese texto no existe
field-language-unknown = Ese idioma no existe
field-policy-unknown = transactional_only o silent
field-content-sid-wrong = HX y 32 cifras y letras

# What is said to contacts: {$name} is filled in, .b1 to .b3 are the buttons.
msg-rsv-held =
    ✅ {$code} es tuyo, ¡eres #1! Reservado {$minutes} min. Total: {$total}.
    Envía tu dirección 📍 y responde SI para confirmar.
    .b1 = Confirmar
    .b2 = Cancelar
msg-rsv-held-known-address =
    ✅ {$code} es tuyo, ¡eres #1! Reservado {$minutes} min. Total: {$total}.
    Entrega: {$address}
    Responde SI para confirmar o envía otra dirección.
    .b1 = Confirmar
    .b2 = Cancelar
msg-rsv-multi =
    Resultado de tus códigos:
    {$lines}
    Total reservado: {$total}. Dirección + SI para confirmar.
msg-rsv-need-size = {$code}: ¿qué talla? {$sizes}
msg-rsv-need-address = Anotado 👍 Me falta tu dirección para {$codes}. Envíala en un mensaje o comparte tu ubicación 📍
msg-rsv-recap =
    Resumen:
    {$lines}
    Entrega: {$delivery}
    Total: {$total}
    Dirección: {$address}
    Responde SI para confirmar, quedan {$minutes} min.
    .b1 = Confirmar
    .b2 = Cancelar
msg-rsv-already-held = Ya tienes {$code} ✅ Quedan {$minutes} min: dirección + SI para confirmar.
msg-rsv-partial = Solo quedaban {$held} × {$code}: reservado {$minutes} min. Para los otros {$missing} eres el n.º {$rank} de la lista.
msg-rsv-reminder = ⏰ Solo quedan {$minutes} min para {$codes}. {$todo}
    .b1 = Confirmar
    .b2 = Cancelar
msg-rsv-expired = ⌛ Tu reserva de {$code} ha caducado. Envía {$code} otra vez si aún lo quieres.
msg-rsv-cancelled = Listo, {$codes} cancelado. ¡Hasta pronto! 👋
msg-rsv-released = {$shop} liberó {$code}. Envía {$code} si aún lo quieres.
msg-wl-joined = ⏳ {$code} ya está reservado. Eres #{$rank} en la fila. Te aviso en cuanto se libere.
msg-wl-already = Sigues siendo #{$rank} en la fila de {$code}.
msg-wl-promoted = 🎉 {$code} se liberó, ¡es tu turno! Reservado {$minutes} min. Total: {$total}. Dirección + SI para confirmar.
    .b1 = Confirmar
    .b2 = Cancelar
msg-wl-full = La fila de {$code} está completa, lo siento 🙏
msg-wl-left = Listo, ya no estás en la fila de {$code}.
msg-wl-closed = El live terminó y {$codes} ya se vendió. ¡Gracias! 🙏
msg-cfm-done =
    🎉 ¡Pedido {$order} confirmado!
    {$lines}
    Total: {$total}, pago contra entrega.
    Te aviso cuando salga. ¡Gracias!
msg-cfm-done-deposit =
    Pedido {$order} registrado ✅
    {$lines}
    Total: {$total}. Tu anticipo se está verificando, te confirmo enseguida.
msg-cfm-soldout = Lo siento, agotado 😔 {$code} se vendió. Eres el n.º {$rank} en la lista de espera.
msg-cfm-soldout-nowl = Lo siento, {$code} está agotado 😔
msg-cfm-nothing = No tienes nada pendiente. Envía un código (ej. {$example}) para reservar.
msg-cfm-late-ok = Tu reserva de {$code} había caducado, pero seguía libre: confirmado 🎉 Pedido {$order}, total {$total}.
msg-cfm-partial =
    ✅ Pedido {$order}: {$ok}
    ❌ {$failed}
    Total: {$total}.
msg-dep-invite = 💡 Para bloquear {$codes} {$minutes} min: anticipo de {$deposit} ({$instructions}) y envía aquí la captura. Opcional, puedes pagar en la entrega.
msg-dep-required = {$codes} requiere un anticipo de {$deposit} ({$instructions}). Envía la captura aquí, quedan {$minutes} min.
msg-dep-received = 📸 Comprobante recibido para {$target}. Queda bloqueado para ti, {$shop} lo verifica.
msg-dep-approved = ✅ Anticipo aprobado para {$target}. Resta pagar: {$balance}.
msg-dep-rejected = ❌ Comprobante rechazado para {$target}: {$reason}. {$next}
msg-dep-which = ¿De qué reserva es este comprobante? {$options}
msg-dep-no-context = No tengo ninguna reserva tuya para esta foto. Para reservar, envía el código (ej. {$example}).
msg-dep-refund-due = Tu reserva {$target} terminó después de enviar el anticipo. {$shop} te reembolsará o te contactará.
msg-code-unknown = No encuentro {$code}. Revisa la etiqueta: letra + número, ej. {$example}.
msg-code-suggest = No encuentro {$code}. ¿Querías decir {$suggestion}? Responde {$suggestion} para reservar.
    .b1 = Reservar {$suggestion}
msg-code-ask = {$code}: {$price}. {$availability} Responde {$code} para reservar.
msg-code-clarify = ¿Quieres reservar {$code}? Responde solo {$code}.
msg-live-none = {$shop} no tiene live ahora. ¡Hasta pronto! 👋
msg-order-confirmed = ✅ Tu pedido {$order} está confirmado. Total: {$total}.
msg-order-preparing = 📦 Tu pedido {$order} está en preparación.
msg-order-out-for-delivery = 🛵 Tu pedido {$order} va en camino. Ten listo {$balance}.
msg-order-delivered = 🎁 Pedido {$order} entregado. ¡Gracias y hasta pronto!
msg-order-cancelled = Tu pedido {$order} está cancelado: {$reason}.
msg-order-list =
    Tus pedidos y reservas:
    {$lines}
msg-order-none = No veo pedidos tuyos en {$shop}. Envía un código (ej. {$example}) para reservar.
msg-opt-out = Listo, no recibirás más mensajes de {$shop}. Solo podrán llegarte avisos de un pedido en curso. Envía START para volver.
msg-opt-in = ¡Hola de nuevo! 👋 Vuelves a recibir mensajes de {$shop}.
msg-opt-hint = (Estás en STOP: sin recordatorios. START para activarlos.)
msg-opt-clarify = ¿Parar todos los mensajes (responde STOP) o cancelar una reserva (responde CANCELAR {$code})?
msg-privacy-first = ℹ️ {$shop} usa tu contacto y dirección para tu pedido. STOP para no recibir mensajes, MIS DATOS para consultarlos.
msg-gdpr-access = Aquí están tus datos (enlace válido {$hours} h): {$link}
msg-gdpr-erase-confirm = ¿Borrar tus datos en {$shop}? Responde BORRAR para confirmar.
msg-gdpr-erased = Hecho: tus datos se han borrado. Los registros contables obligatorios quedan sin tu dirección ni número.
msg-gdpr-erase-blocked = El pedido {$order} sigue en curso. Borraré tus datos cuando termine.
msg-help-customer =
    Envía el código (ej. {$example}), tu dirección y SI.
    CANCELAR para renunciar, MI PEDIDO para seguirlo, VENDEDORA para hablar, STOP para parar.
msg-fallback = No entendí 🙏 Envía un código (ej. {$example}), SI, CANCELAR o AYUDA.
msg-handoff = Paso tu mensaje a {$shop}, te responden aquí.
msg-media-unsupported = No puedo leer audios ni videos 🙏 Escribe el código (ej. {$example}).
msg-limit-holds = Ya tienes {$max} reservas pendientes. Confirma (SI) o cancela antes de tomar más.
msg-sel-item = ✅ {$code}: {$price}, pieza única. ¡A la venta!
msg-sel-stock = ✅ {$code} × {$qty}: {$price}{$sizes}. Stock guardado.
msg-sel-duplicate = Código ya usado, elige otro o envía MODIF {$code} …
msg-sel-photo-ok = 📸 Foto añadida a {$code}.
msg-sel-photo-no-code = Envía primero CODIGO PRECIO (ej. A12 25) y luego la foto.
msg-sel-no-price = No hay precio para la letra {$letter}. Envía {$code} PRECIO (ej. {$code} 25) o completa tu tabla.
msg-sel-modified = ✏️ {$code} actualizado: {$changes}.
msg-sel-modify-blocked = No es posible: {$reason}
msg-sel-released = 🔓 {$code} liberado ({$who}). {$next}
msg-sel-release-which =
    Varias reservas en {$code}:
    {$lines}
    Responde LIBERE {$code} y el número.
msg-sel-stock-report =
    📊 Stock:
    {$lines}
msg-sel-live-on = 🔴 Live abierto. Tú vendes, yo sigo.
msg-sel-closed = ⚪ Live terminado: {$orders} pedidos, {$amount}, {$expired} caducadas, {$proofs} comprobantes por validar. Lista: {$link}
msg-sel-proof = 📸 Anticipo por verificar {$pid}: {$who}, {$target}, {$deposit}.{$warning}
    .b1 = Aprobar
    .b2 = Rechazar
msg-sel-proof-done = Comprobante {$pid}: {$decision}. Cliente avisado.
msg-sel-digest = Últimos {$minutes} min: {$held} reservados, {$confirmed} confirmados, {$waiting} en fila, {$expired} caducados.
msg-sel-help = A12 · A12 25 · S01 x20 · S01 x20 tailles S,M,L · foto · MODIF A12 30 · LIBERE A12 · FILE A12 · STOCK · PREUVES · COMMANDES · LIVE OFF
msg-sel-unknown = No entendí 🙏 Ejemplos: A12 25, S01 x20, MODIF A12 30. AIDE para ver todo.
msg-sel-alert = ⚠️ {$alert}
msg-rsv-cancel-which = ¿Qué reserva cancelo? {$options} Responde CANCELAR y el código, o CANCELAR TODO.
msg-live-paused = El live de {$shop} está en pausa. Envía tu código de nuevo en un momento 🙏
msg-limit-rate = Demasiados mensajes a la vez 🙏 Espera dos minutos y reenvía el último.
msg-free = {$text}
msg-test = Mensaje de prueba de {$shop}: la conexión funciona ✅
msg-late-sorry = Lo sentimos, tus mensajes llegaron demasiado tarde a {$shop} 🙏 No se ha reservado nada. Si aún quieres el artículo, reenvía su código.
templates-paused = Plantillas rechazadas por Meta
templates-paused-which = Estas plantillas ya no se envían: { $list }. Introduzca otras.
unasked-paused = Se ha alcanzado el límite diario de Meta
unasked-paused-why = Los mensajes que nadie pidió esperan; las respuestas se envían.
usage-title = Consumo
usage-lead = Los mensajes de este mes y lo que cuestan aproximadamente.
usage-estimate = Estimación
usage-class = Tipo
usage-free = Respuestas libres
usage-templates = Plantillas
usage-cost = Coste
usage-messages = Mensajes
usage-orders = Pedidos confirmados
usage-per-order = Coste por pedido
usage-none = Ningún mensaje este mes.
usage-class-reply = Respuestas
usage-class-hold = Reservas
usage-class-payment = Pagos
usage-class-order = Pedidos
usage-class-optout = STOP y START
usage-class-seller = Vendedoras
steps = Puesta en marcha
step-number = Número conectado
step-seller = Número de una vendedora añadido
step-write = Desde ese teléfono, escriba al número
step-arrived = Mensaje de prueba recibido
channel-status = Estado en Twilio:
try-number = Enviar un mensaje de prueba
done-tried = Mensaje de prueba enviado
problem-nobody-wrote = Escriba primero al número desde el teléfono de una vendedora
field-number-not-yours = Esta cuenta de Twilio no tiene este número
problems-title = Mensajes que no llegaron
problems-lead = Los de los últimos 30 días de los que nadie se ha ocupado aún.
problems-none = Todo ha llegado
problems-none-text = Ningún mensaje espera atención.
cause-no-template = Sin plantilla aprobada, más de 24 horas después del último mensaje
cause-erased = El contenido fue borrado
cause-unknown = Causa desconocida
cause-twilio = Rechazado por Twilio (código { $code })
attempts = { $count } intentos
to-conversation = Ver la conversación
discard-why = Motivo
try-again = Reintentar
discard = Descartar
done-retried = Se intenta de nuevo
done-discarded = Descartado
done-already = Ya estaba hecho.
list-choose = Elegir
field-too-many = Demasiados
