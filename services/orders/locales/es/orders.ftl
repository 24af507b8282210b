# Textos de los pedidos, en español.

# Navigation
nav-board = Pedidos
nav-orders = Mis pedidos

# Words of several screens
order = Pedido
store = Tienda
state = Estado
when = Cuándo
total = Total
total-title = Resumen
see-all = Ver todo
undo = Deshacer
tax-included = impuestos incluidos
tax-included-note = Los precios incluyen impuestos.
label-name = Nombre
label-phone = Teléfono
label-email = Correo electrónico
label-note = Mensaje para la tienda

# Cart
cart-title = Su cesta
cart-pieces = artículos en la cesta
cart-empty = Su cesta está vacía
cart-empty-more = Añada lo que le apetezca: paga al recogerlo.
cart-look-around = Ver las tiendas
cart-added = { $what } está en su cesta
cart-added-one = Añadido a la cesta
cart-removed = Artículo quitado.
cart-remove = Quitar { $what }
cart-update = Actualizar
cart-quantity-of = Cantidad de { $what }
cart-to-store = Ver la tienda
cart-checkout = Tramitar pedido
cart-orders-per-store = Cada tienda prepara su propio pedido.
cart-adjust = Ajuste los artículos señalados para continuar.
cart-no-total = No se puede calcular el total: un artículo ya no se vende o las tiendas usan monedas distintas.
cart-no-prices = Los precios no están disponibles por el momento
cart-no-prices-more = Su cesta se conserva. Inténtelo de nuevo en un momento.
stock-none = Agotado
stock-only = Solo quedan { $n }

# Checkout
checkout-title = Tramitar pedido
checkout-wrong = Revise estos puntos
checkout-line-wrong = { $what }: { $why }
checkout-contact = Sus datos
checkout-contact-why = La tienda solo los consulta para su pedido.
checkout-how = Recogida y pago
checkout-pickup = Recogida en tienda
checkout-asap = Lo antes posible
checkout-asap-more = Puede seguir la preparación en directo.
checkout-payment = Pago
checkout-on-site = Pagar en la tienda
checkout-on-site-more = Al recoger el pedido.
checkout-place = Hacer el pedido
checkout-place-total = Hacer el pedido · { $total }

# Own orders
orders-title = Sus pedidos
orders-lead = Lo que ha pedido y en qué punto está.
orders-empty = Ningún pedido
orders-empty-more = Sus pedidos aparecerán aquí.
orders-placed = Sus pedidos están hechos
order-title = Pedido { $number }
order-placed = Pedido hecho
order-cancel = Cancelar el pedido
order-cancelled = Pedido cancelado
lines-title = Contenido
facts-title = Detalles
fact-how = Recogida
fact-pay = Pago
fact-placed = Hecho el
steps-title = Avance
status-placed = A la espera de la tienda
status-accepted = Aceptado
status-preparing = En preparación
status-ready = Listo
status-completed = Entregado
status-rejected = Rechazado
status-expired = Sin respuesta
status-cancelled = Cancelado
next-placed = { $store } tiene hasta las { $time } para responder.
next-accepted = { $store } ha aceptado y empieza pronto.
next-preparing = { $store } está preparando su pedido.
next-ready = Está listo: pase a recogerlo.
next-completed = Que lo disfrute. Hasta pronto.
next-rejected = { $store } no ha podido aceptar el pedido. No debe nada.
next-expired = { $store } no respondió a tiempo. No debe nada.
next-cancelled = El pedido está cancelado. No debe nada.
payment-awaiting = Por pagar en la tienda
payment-paid = Pagado
payment-none = Nada que pagar
what-placed = Pedido hecho
what-accepted = Aceptado
what-preparing = Preparación iniciada
what-ready = Listo
what-completed = Entregado y pagado
what-rejected = Rechazado
what-cancelled = Cancelado
actor-customer = por el cliente
actor-merchant = por la tienda
actor-system = automáticamente
actor-platform = por la plataforma
reason-title = Motivo
reason-sold-out = Un artículo está agotado
reason-too-busy = Demasiados pedidos en este momento
reason-closing = La tienda cierra
reason-customer-asked = A petición del cliente
reason-mistake = Error en el pedido
reason-other = Otro motivo
reason-timeout = Sin respuesta a tiempo

# Board
board-title = Pedidos
board-lead = Los pedidos nuevos llegan aquí solos.
column-new = Nuevos
column-new-empty = Nada nuevo. Un pedido suena al llegar.
column-preparing = En preparación
column-preparing-empty = Nada que preparar.
column-ready = Listos
column-ready-empty = Nada espera a su cliente.
column-done = Terminados hoy
column-done-empty = Nada terminado hoy.
do-accept = Aceptar
do-reject = Rechazar
do-start = Empezar
do-ready = Listo
do-complete = Entregar y cobrar
do-cancel = Cancelar el pedido
done-accept = { $number } aceptado
done-reject = { $number } rechazado
done-start = { $number } en preparación
done-ready = { $number } está listo
done-complete = { $number } entregado
done-cancel = { $number } cancelado
next-title = Siguiente paso
history-title = Historial
contact-title = Cliente
contact-why = Cada consulta queda anotada. ¿Para qué lo necesita?
contact-noted = Esta consulta queda anotada.
purpose-handover = Entregar el pedido
purpose-question = Hacer una pregunta
purpose-problem = Resolver un problema
tile-waiting = Pedidos en espera
tile-waiting-now = Responda antes de que acabe el plazo
tile-working = En curso
tile-today = Cobrado hoy
tile-last-week = { $amount } a esta hora la semana pasada

# Problems
problem-sold-out = No queda suficiente
    .detail = No se ha pedido nada y su cesta se conserva.
problem-store-closed = La tienda no acepta pedidos en este momento
    .detail = Su cesta se conserva.
problem-price-changed = El precio ha cambiado
    .detail = El total es ahora { $total }. Revíselo y confirme de nuevo.
problem-mixed-currencies = Estas tiendas venden en monedas distintas
    .detail = Haga un pedido por moneda.
problem-cart-empty = La cesta está vacía
problem-cart-full = La cesta está llena
problem-cart-changed = La cesta ha cambiado entretanto
    .detail = Revísela e inténtelo de nuevo.
problem-catalog-unavailable = Los precios no están disponibles por el momento
    .detail = No se ha perdido nada: su cesta se conserva. Inténtelo de nuevo en un momento.
problem-order-moved-on = El pedido ha avanzado entretanto
    .detail = Ya no es posible hacerlo.
problem-contact-erased = Estos datos se han borrado
problem-purpose-needed = Indique un motivo, en minúsculas
problem-if-match-unreadable = If-Match debe ser una versión entre comillas

# Fields
field-quantity-range = Entre 1 y 99
field-phone-wrong = Escriba un número de teléfono, por ejemplo 612 34 56 78
field-sold-out = No queda suficiente
field-not-available = No disponible por ahora
