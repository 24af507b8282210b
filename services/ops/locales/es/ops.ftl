# What ops says.
nav-health = Estado
nav-dead-letters = Fallos
nav-timeline = Cronología
nav-modules = Módulos
nav-events = Registro
nav-audit = Acciones

# Modules by name; others are called what they call themselves
module-gateway = Pasarela
module-storefront = Escaparate
module-identity = Identidad
module-catalog = Catálogo
module-orders = Pedidos
module-reservations = Ventas en directo
module-whatsapp = WhatsApp
module-ops = Operaciones

# Words
on = Activado
off = Desactivado
light-green = Funciona
light-amber = Requiere atención
light-red = Averiado
silent = No responde
silent-text = No ha respondido desde el arranque: no se sabe si es indispensable. Se podrá apagar cuando haya respondido.
unknown = Desconocido
required = imprescindible
tenant = Comercio
reason = Motivo
reason-hint = Queda registrado junto a tu nombre.
any = Todos
filter = Filtrar
data = Contenido
choose = Elegir { $what }
form-wrong = Revisa estos puntos
column-module = Módulo
column-state = Estado
column-tenants = Excepciones
column-last = Última decisión
column-type = Hecho
column-about = Objeto
column-attempts = Intentos
column-error = Último error
column-gave-up = Abandonado
column-when = Cuándo
column-correlation = Correlación
column-who = Quién
column-did = Acción
column-target = Sobre qué
column-outcome = Resultado

# Health board
health-title = Estado de los módulos
health-lead = Se actualiza cada tres segundos.
health-looked = Consultado
health-all-well = Todo funciona
health-waits = Todo funciona; { $count } fallos esperan una decisión
health-red = { $count ->
        [one] Un módulo está averiado
       *[other] { $count } módulos están averiados
    }
checks-fine = Todas las comprobaciones correctas
count-outbox = Por enviar
count-inbox = Por tratar
count-parked = En espera del módulo
count-dead = Fallos
count-timers = Temporizadores vencidos
count-timers-dead = Temporizadores fallidos
since-seconds = desde hace { $seconds } s

# Home
home-modules = Módulos que funcionan
home-not-looked = Aún sin consultar
home-off = Interruptores apagados
home-off-note = plataforma y comercios
home-decisions = Últimas decisiones
dead-none = Nada espera
dead-look = Por repetir o archivar

# Module switches
modules-title = Módulos
modules-lead = Cada módulo puede apagarse para todos o para un comercio. Surte efecto en segundos.
modules-none = Ningún módulo configurado
modules-none-text = El ajuste ops.modules nombra los módulos de esta instalación.
never-switched = Nunca cambiado
tenants-off = { $count } apagados
module-lead = Quién decidió qué, cuándo y por qué.
switch-platform = Para todos
switch-off-means = Apagado, sus páginas lo indican, sus menús desaparecen y los hechos que le llegan esperan. No se pierde nada.
switch-on-means = Encendido, vuelven sus páginas y menús y los hechos en espera se tratan en orden.
switch-off-all = Apagar para todos
switch-on-all = Encender para todos
switch-off = Apagar
switch-on = Encender
switch-tenant = Para un comercio
switch-tenant-note = Un módulo apagado para todos también lo está aquí.
switch-tenants = Comercios con interruptor propio
tenants-none = Sin excepciones
tenants-none-text = Todos los comercios siguen el ajuste general.
switched = Decidido. Surte efecto en segundos.
required-text = { $module } es imprescindible: la plataforma no funciona sin él.

# Dead letters
dead-title = Fallos
dead-lead = Lo que los módulos no pudieron tratar, agrupado por causa. Repetir devuelve el hecho solo a quien falló.
dead-empty = Sin fallos
dead-empty-text = Cada hecho recibido se ha tratado, o se tratará en el próximo intento.
dead-silent = Estos módulos no responden; aquí faltan sus fallos
dead-cut = Hay más de los que se muestran
dead-replay = Repetir selección
dead-archive = Archivar selección
dead-replay-all = { $count ->
        [one] Repetir
       *[other] Repetir los { $count }
    }
dead-archive-all = Archivar todo
dead-replayed = { $count } devueltos a su módulo
dead-archived = { $count } archivados
dead-failed = { $module } no responde: no se ha hecho nada

# Timeline
timeline-title = Cronología
timeline-lead = Una historia completa, del primer hecho al último, a través de los módulos.
timeline-field = Número de pedido o identificador
timeline-hint = Un número de pedido, un identificador, una correlación, un mensaje de Twilio (SM…), code@session, un teléfono con su prefijo o una causa como 63016.
timeline-search = Buscar
timeline-none = Nada conocido con ese nombre
timeline-none-text = Revisa el número. Los hechos demasiado antiguos se retiran del registro.
timeline-several = Varios pedidos tienen este número: ¿cuál?
timeline-of = La historia
timeline-of-order = Pedido { $number }
timeline-count = { $count } hechos
timeline-cut = La historia es más larga de lo que se muestra
timeline-silent = { $module } no dijo lo que sabe: inténtalo de nuevo en un momento.
step-received = Llegó un mensaje
step-asked = Se pidió un mensaje
step-attempt = Un intento de envío
step-status = Cómo está

# Facts by type; others are shown by their wire name
event-orders-order-placed-v1 = Pedido realizado
event-orders-order-accepted-v1 = Pedido aceptado
event-orders-order-rejected-v1 = Pedido rechazado
event-orders-order-preparing-v1 = En preparación
event-orders-order-ready-v1 = Listo
event-orders-order-completed-v1 = Entregado al cliente
event-orders-order-cancelled-v1 = Pedido cancelado
event-orders-order-delayed-v1 = Retrasado
event-orders-order-departed-v1 = En reparto
event-orders-order-reduced-v1 = Artículos retirados
event-identity-tenant-saved-v1 = Comercio guardado
event-identity-store-saved-v1 = Tienda guardada
event-identity-membership-changed-v1 = Derechos de una persona cambiados
event-identity-guest-merged-v1 = Visitante identificado
event-ops-module-switched-v1 = Módulo conmutado
event-catalog-stock-changed-v1 = Existencias cambiadas
event-catalog-product-published-v1 = Producto a la venta
event-catalog-product-unpublished-v1 = Producto retirado de la venta
event-catalog-hold-expired-v1 = Reserva de existencias caducada

# Event log
events-title = Registro de hechos
events-lead = Cada hecho de la plataforma, del más reciente al más antiguo.
events-none = Ningún hecho
events-none-text = Nada coincide con estos filtros, o aún no ha pasado nada.

# Record of actions
audit-title = Acciones de los operadores
audit-lead = Quién hizo qué, cuándo y por qué.
audit-none = Ninguna acción
audit-none-text = Cada conmutación, repetición o archivo quedará anotado aquí.
did-switch-off = Apagado
did-switch-on = Encendido
did-replay = Repetido
did-archive = Archivado

# Problems and field errors
problem-module-unknown = Ese módulo no existe aquí
problem-module-required = { $module } no se puede apagar: la plataforma no funciona sin él
problem-module-silent = { $module } no responde
field-tenant-unknown = El identificador de un comercio empieza por ten_

# Availability and replays
column-cause = Causa
column-first = Primero
column-consumer = Consumidor
column-progress = Avance
percent = { $n } %
availability-hour = 1 h
availability-day = 24 h
availability-month = 30 d
availability-hours = Disponibilidad, hora a hora
dead-sample = Un ejemplo
dead-sample-note = El más antiguo del grupo
replay = Repetición
replays = Repeticiones
replay-of = Repetición { $id }
replay-title = Repetir el grupo
replay-note = El conjunto queda fijado en este momento: lo que falle después no forma parte.
replay-rate = Por minuto
replay-pace = { $rate } por minuto
replay-canary = Probar con
replay-canary-hint = Tras tantos hechos espera su visto bueno. 0: no espera.
replay-stop-at = Parar con (% de fallos)
replay-stop-at-hint = Cuando fallan de nuevo tantos de los devueltos, se detiene sola; se mira desde el quinto.
replay-gave-up = Demasiados han vuelto a fallar: la repetición se detuvo
replay-gave-up-text = Los demás no se han devuelto. Corrija la causa y empiece otra repetición.
replay-under-way = Hay una repetición de esta causa en curso.
replay-look = Verla
replay-progress = { $sent } de { $total } devueltos
replay-gone = { $count } de ellos ya no habían fallado: no se les hizo nada.
replay-waits = Los primeros { $count } están devueltos
replay-waits-text = Vea abajo qué fue de ellos y luego siga o pare.
replay-silent = El módulo no responde; la repetición lo intenta de nuevo
replay-go-on = Seguir
replay-stop = Parar
replay-became = Qué fue de ellos
replay-handled = Tratados
replay-untried = Aún sin intentar
replay-failing = Fallaron, se reintentarán
replay-dead = Abandonados de nuevo
replay-unknown = El módulo no responde: no se sabe qué fue de ellos
replay-state-running = En curso
replay-state-waiting = Espera su visto bueno
replay-state-stopped = Parada
replay-state-done = Terminada
audit-words = Texto
audit-since = Desde
audit-until = Hasta

# More actions, problems and field errors
did-look-begin = Consulta iniciada
did-trace = Siguió un mensaje
did-look-end = Consulta terminada
did-intervene = Intervención en un pedido
did-replay-begin = Repetición iniciada
did-replay-go-on = Repetición continuada
did-replay-stop = Repetición parada
problem-replay-open = Esta causa ya se está repitiendo
problem-replay-empty = Ya no queda nada que repetir de esta causa
problem-replay-state = Esta repetición ya no está en ese punto
field-rate-range = Entre 1 y 6000
field-canary-range = Un número entero, 0 o más
field-percent-range = Un número entero de 1 a 100
field-pace-range = Entre 1 y 600
field-day-unreadable = Escriba un día, por ejemplo 2026-11-22

# Activity
nav-activity = Actividad
activity-title = Actividad de la plataforma
activity-lead = Los últimos 30 días, contados en el registro de hechos. Días en UTC.
activity-placed = Pedidos realizados
activity-ended = Anulado o rechazado
activity-ended-of = { $count } anulados o rechazados después
activity-merchants = Comercios que vendieron
activity-stores = Tiendas que vendieron
activity-opened = Comercios nuevos
activity-per-day = Pedidos por día
activity-day = { $day }: { $placed }, de ellos { $ended } anulados o rechazados
activity-sums = Importes
activity-sum = Importe
activity-reduced = Descontado después
activity-refunded = Reembolsado
activity-currency = Moneda
activity-none = Ningún pedido
activity-none-text = Aquí se contarán los pedidos de los comercios.
nav-problems = No llegados
queue-title = No llegados
queue-lead = Mensajes y archivos de todos los comercios que esperan a alguien, los más antiguos primero.
queue-silent = El módulo que los tiene no responde: inténtalo en un momento.
queue-empty = Nada espera
queue-empty-text = Todo llegó, o alguien se ocupó.
queue-all = Todo lo que se puede reintentar
queue-pace = Cuántos por minuto
queue-retry = Reintentar
queue-discard = Apartar
queue-why = Por qué está bien así
queue-attempts = { $count } intentos
queue-retried = { $count } reintentados
queue-discarded = { $count } apartados
did-retry-messages = Reintentó mensajes
did-discard-messages = Apartó mensajes
field-too-many = Hay demasiados
problem-kind-media-not-attached = No se obtuvo un archivo
problem-kind-no-template = Sin plantilla aprobada
problem-kind-window-closed = Más de un día desde que escribió
problem-kind-auth-20003 = Twilio rechaza el token
problem-kind-template-paused = Una plantilla está en pausa
problem-kind-sender-offline = El número está desconectado
problem-kind-send-failed = No enviado
problem-next-media-not-attached = Reintenta; si falla, pide a la clienta que envíe la foto otra vez.
problem-next-no-template = El comercio introduce una plantilla aprobada para este texto; luego reintenta.
problem-next-window-closed = El comercio introduce una plantilla aprobada, o espera a que la clienta escriba.
problem-next-auth-20003 = El comercio cambia el token de la cuenta en la página de WhatsApp.
problem-next-template-paused = El comercio introduce otra plantilla para este texto.
problem-next-sender-offline = Mira en Twilio por qué está desconectado; sus mensajes salen cuando vuelve.
problem-next-send-failed = Busca el código; reintenta cuando la causa haya pasado, si no apártalo.
