# What reservations says. Messages to customers and sellers stand in the texts of whatsapp.
said-available = { $count ->
        [one] Queda uno.
       *[other] Quedan { $count }.
    }
said-taken = Ya está reservado: la lista de espera está abierta.
said-paused = en pausa
said-resumed = reanudado
said-removed = retirado de la venta
said-next = Siguiente: { $who }.
said-free = Está libre.

# What is missing, in a reminder
todo-size = Falta tu talla.
todo-address = Falta tu dirección.
todo-confirm = Responde SÍ para confirmar.

# Why a seller's command is not done; goes on after "Impossible : "
blocked-no-live = no hay ningún directo en curso.
blocked-unknown = { $code } no existe.
blocked-sold = ya está vendido.
blocked-held = { $held } ya reservado(s). Añade ! al final para hacerlo igualmente.
blocked-sizes = sus tallas no lo permiten.
blocked-piece = es una pieza única: envía SUPPR para retirarla.
blocked-price = el precio debe ser mayor que cero.
blocked-nobody = nadie lo tiene.

# Refusals
problem-reservation-moved-on = Esta reserva ha cambiado entretanto
problem-hold-not-extended = Esta reserva no se puede prolongar
problem-purpose-needed = Diga por qué
problem-person-erased = Esta persona fue borrada

# Why an order was called off
reason-sold-out = agotado
reason-too-busy = demasiados pedidos
reason-closing = la tienda cierra
reason-customer-asked = a petición tuya
reason-mistake = un error
reason-other = otro motivo
reason-timeout = la tienda no respondió
reason-platform = decisión de la plataforma

# Settings, prices and labels
nav-live-settings = Ajustes del live
nav-live-prices = Precios y etiquetas del live
live-settings-lead = Cómo van sus lives. Una reserva en curso conserva las reglas de su inicio.
live-prices-lead = Basta una letra para dar precio a un código: A12 cuesta lo que cuesta la letra A.
live-times = Tiempos
live-queues = Reservas y fila
live-codes = Códigos
live-delivery = Entrega
live-ttl-soft-min = Duración de una reserva (minutos)
live-ttl-locked-min = Duración de una reserva bloqueada (minutos)
live-reminder-before-min = Aviso antes del final (minutos)
live-expiry-grace-ms = Margen después del final (milisegundos)
live-t-inactive-min = Un live sin actividad termina después de (minutos)
live-late-confirm-if-free = Aceptar un SÍ con hasta media hora de retraso si el artículo sigue libre
live-waitlist-enabled = Llevar una fila
live-waitlist-max = Personas como máximo en una fila
live-max-live-holds-per-customer = Reservas como máximo por clienta
live-hold-policy = Quién obtiene un artículo en stock
live-partial-fill = Si no quedan suficientes
live-unknown-code-policy = Un código que no anunció
live-currency = Moneda
live-delivery-fee = Gastos de entrega por pedido
live-choice-blocking = Quien lo tiene reservado
live-choice-first-paid-first-served = Quien confirma primero
live-choice-strict = Rechazado
live-choice-labels = Aceptado si su etiqueta está impresa
live-choice-open = Aceptado si su letra tiene precio
live-choice-hold-and-queue = Reservar lo que queda, el resto en fila
live-choice-hold-only = Reservar lo que queda
live-choice-refuse = Todo a la fila
live-grid = Precios por letra
live-prices = Letras y precios
live-prices-hint = Una por línea, por ejemplo: A 15
live-labels = Etiquetas impresas
live-ranges = Etiquetas
live-ranges-hint = Una serie por línea, por ejemplo: A 1-100. El código de una etiqueta se acepta aunque no lo haya anunciado.
save = Guardar
done-saved = Guardado
form-errors = Revise estos campos
field-number-range = Este número está fuera de los límites
field-currency-wrong = Tres letras mayúsculas, por ejemplo EUR
field-letters-wrong = De una a cuatro letras, de la A a la Z
field-letters-twice = Estas letras ya tienen un precio
field-amount-range = El precio debe ser mayor que cero
field-range-wrong = El último número viene después del primero, 9999 como máximo
field-lines-wrong = Una de estas líneas no se puede leer
field-too-many = Son demasiados
problem-if-match-needed = Indique la versión en If-Match
