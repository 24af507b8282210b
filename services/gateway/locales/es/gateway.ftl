menu-dashboard = Espacio del comerciante
menu-ops = Operaciones
menu-shop = Ver el mercado
menu-signup = Crear una cuenta
menu-tenants = Trabajar para
page-failed = La solicitud no se completó
page-home = Volver al inicio
page-retry = Reintentar
