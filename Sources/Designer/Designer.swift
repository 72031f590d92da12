// Designer
