// DesignerScreens
